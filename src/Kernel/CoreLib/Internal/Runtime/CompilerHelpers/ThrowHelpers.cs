using System.Diagnostics.CodeAnalysis;

using Hermit;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Where compiled kernel code goes when a check fails: each is a panic.</summary>
internal static class ThrowHelpers
{
    [DoesNotReturn]
    private static void ThrowOverflowException() => Panic.Fail("arithmetic overflow");

    [DoesNotReturn]
    private static void ThrowIndexOutOfRangeException() => Panic.Fail("index out of range");

    [DoesNotReturn]
    private static void ThrowNullReferenceException() => Panic.Fail("null reference");

    [DoesNotReturn]
    private static void ThrowDivideByZeroException() => Panic.Fail("division by zero");

    [DoesNotReturn]
    private static void ThrowArrayTypeMismatchException() => Panic.Fail("array element of the wrong type");

    [DoesNotReturn]
    private static void ThrowPlatformNotSupportedException() => Panic.Fail("not supported on this platform");

    [DoesNotReturn]
    private static void ThrowNotImplementedException() => Panic.Fail("not implemented");

    [DoesNotReturn]
    private static void ThrowArgumentException() => Panic.Fail("invalid argument");

    [DoesNotReturn]
    private static void ThrowArgumentOutOfRangeException() => Panic.Fail("argument out of range");

    [DoesNotReturn]
    private static void ThrowBodyRemoved() => Panic.Fail("body removed by the compiler");

    [DoesNotReturn]
    private static void ThrowFeatureBodyRemoved() => Panic.Fail("body removed by the compiler");
}
