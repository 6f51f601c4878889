using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;

using Hermit.Devices;
using Hermit.Machine;

namespace Hermit.Runtime.Exceptions;

/// <summary>The end of a program whose runtime cannot go on.</summary>
public static class FatalError
{
    /// <summary>The exit code of a program that aborts: that of SIGABRT, as a shell says it.</summary>
    public const int AbortExitCode = 134;

    /// <summary>Writes <paramref name="message"/> to the machine's error console and ends the program.</summary>
    [DoesNotReturn]
    internal static void Stop(ReadOnlySpan<byte> message)
    {
        SystemConsole.WriteError(message);
        SystemConsole.PowerOff(AbortExitCode);
        Panic.Fail("An aborted program went on.");
    }

    /// <summary>What the dispatcher calls when not even failing works.</summary>
    [RuntimeExport("RhpFallbackFailFast")]
    private static void FallbackFailFast() => Stop("Process terminated. The runtime could not dispatch an exception.\n"u8);
}
