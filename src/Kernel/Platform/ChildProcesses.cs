using System;

using Hermit.Abi;
using Hermit.Devices;

namespace Hermit.Platform;

/// <summary>
/// What the libraries prepare before they start a process (System.Native's pal_signal and pal_console). Starting one fails, so there is never a child to
/// report or to share a terminal with, and nothing to prepare but the user.
/// </summary>
internal static class ChildProcesses
{
    /// <summary>The first that a program does to start another: a program that is not found either never comes as far as <c>ForkAndExecProcess</c>.</summary>
    [Export("SystemNative_RegisterForSigChld")]
    internal static void RegisterForSigChld(nint handler)
    {
        SystemConsole.WriteError("hermit: the program wants to start another one, but a Hermit image is one process: Process.Start throws\n"u8);
    }

    [Export("SystemNative_SetDelayedSigChildConsoleConfigurationHandler")]
    internal static void SetDelayedSigChildConsoleConfigurationHandler(nint handler)
    {
    }

    [Export("SystemNative_ConfigureTerminalForChildProcess")]
    internal static void ConfigureTerminalForChildProcess(int childUsesTerminal)
    {
    }

    /// <summary>The groups of a user, for a child that is to run as him: his own.</summary>
    [Export("SystemNative_GetGroupList")]
    internal static int GetGroupList([Text] ReadOnlySpan<byte> name, uint group, [Length(nameof(count))] Span<uint> groups, ref int count)
    {
        count = 1;
        if (groups.IsEmpty)
        {
            return -1;
        }

        groups[0] = group;
        return 1;
    }
}
