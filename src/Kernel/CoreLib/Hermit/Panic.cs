using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit;

/// <summary>The end of a kernel whose invariant is broken.</summary>
public static class Panic
{
    /// <summary>Says what a panic does. First thing at boot.</summary>
    public static void Register<THandler>()
        where THandler : struct, IPanicHandler
    {
        unsafe
        {
            // SAFETY: the address of a static method, which stays, of the signature that Stop is called with.
            SetHandler(&THandler.OnPanic);
        }
    }

    /// <summary>Stops the machine, printing <paramref name="message"/> and a symbolised stack. Does not return.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fail(ReadOnlySpan<char> message)
    {
        // SAFETY: goes on in the handler, which has this signature.
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

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetPanicHandler")]
    private static extern unsafe void SetHandler(delegate*<ReadOnlySpan<char>, void> handler);
}
