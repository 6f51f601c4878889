using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit;

/// <summary>The end of a kernel whose invariant is broken.</summary>
public static class Panic
{
    /// <summary>Stops the machine, printing <paramref name="message"/> and a symbolised stack. Does not return.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fail(ReadOnlySpan<char> message)
    {
        // SAFETY: the kernel's composition root defines it with this signature.
        unsafe
        {
            Stop(message);
        }

        while (true)
        {
        }
    }

    /// <summary>Stops the machine when <paramref name="condition"/> does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unless([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            Fail(message);
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPanic")]
    private static extern void Stop(ReadOnlySpan<char> message);
}
