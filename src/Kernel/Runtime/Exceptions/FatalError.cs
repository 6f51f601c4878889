using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Exceptions;

/// <summary>The end of a program whose runtime cannot go on. The exit code is that of SIGABRT, 134.</summary>
internal static class FatalError
{
    private const int StandardError = 2;

    /// <summary>Writes <paramref name="message"/> to standard error and ends the program.</summary>
    [DoesNotReturn]
    public static void Stop(ReadOnlySpan<byte> message)
    {
        // SAFETY: the callee reads as many bytes as it is told, and keeps no pointer.
        unsafe
        {
            fixed (byte* text = message)
            {
                Write(StandardError, text, message.Length);
            }

            Abort();
        }

        Panic.Fail("An aborted program went on.");
    }

    /// <summary>What the dispatcher calls when not even failing works.</summary>
    [RuntimeExport("RhpFallbackFailFast")]
    private static void FallbackFailFast() => Stop("Process terminated. The runtime could not dispatch an exception.\n"u8);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("SystemNative_Write")]
    private static extern unsafe int Write(nint descriptor, byte* bytes, int count);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("SystemNative_Abort")]
    private static extern void Abort();
}
