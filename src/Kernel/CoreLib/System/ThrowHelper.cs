using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Hermit;

namespace System;

/// <summary>The kernel's failed checks: each is a panic.</summary>
internal static class ThrowHelper
{
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void IndexOutOfRange() => Panic.Fail("index out of range");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ArgumentOutOfRange() => Panic.Fail("argument out of range");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void DestinationTooShort() => Panic.Fail("destination is too short");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void NoValue() => Panic.Fail("nullable has no value");
}
