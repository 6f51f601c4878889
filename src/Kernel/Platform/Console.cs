using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Devices;
using Hermit.Machine;

namespace Hermit.Platform;

/// <summary>
/// The console (System.Native's pal_console and pal_log). It is a serial line: a terminal to the program only if the configuration says
/// <c>console=tty</c>, and otherwise like a pipe. Its mode does not change: it passes bytes as they are.
/// </summary>
internal static class Console
{
    // What POSIX calls _POSIX_VDISABLE: no character has this function.
    private const byte NoCharacter = 0;

    /// <summary>Whether the console is a terminal to the program.</summary>
    public static bool IsTerminal => Configuration.TryGet("console"u8, out ReadOnlySpan<byte> value) && value.SequenceEqual("tty"u8);

    [Export("SystemNative_IsATty")]
    internal static bool IsATty(int descriptor)
    {
        SystemError error = DescriptorTable.IsConsole(descriptor, out bool isConsole);
        error = error == SystemError.None && !(isConsole && IsTerminal) ? SystemError.NotATerminal : error;
        return error == SystemError.None || Errno.Fail(error, false);
    }

    [Export("SystemNative_GetWindowSize")]
    internal static SystemError GetWindowSize(int descriptor, out ulong size)
    {
        // A serial line does not say how large the window at its other end is; the libraries then use 80 by 24.
        size = 0;
        return SystemError.NotATerminal;
    }

    [Export("SystemNative_InitializeTerminalAndSignalHandling")]
    internal static int InitializeTerminalAndSignalHandling() => 1;

    // Nothing of the terminal is changed that would have to be put back.
    [Export("SystemNative_UninitializeTerminal")]
    internal static void UninitializeTerminal()
    {
    }

    // The three below change or follow the mode of a terminal: a serial line has one mode, so there is nothing to do.
    [Export("SystemNative_InitializeConsoleBeforeRead")]
    internal static void InitializeConsoleBeforeRead(byte minimumCharacters, byte timeoutInTenths)
    {
    }

    [Export("SystemNative_UninitializeConsoleAfterRead")]
    internal static void UninitializeConsoleAfterRead()
    {
    }

    [Export("SystemNative_SetTerminalInvalidationHandler")]
    internal static void SetTerminalInvalidationHandler(nint handler)
    {
    }

    [Export("SystemNative_SetKeypadXmit")]
    internal static void SetKeypadXmit(int descriptor, [Text] ReadOnlySpan<byte> text)
    {
        if (IsTerminal)
        {
            SystemConsole.Write(text);
        }
    }

    [Export("SystemNative_GetControlCharacters")]
    internal static void GetControlCharacters(
        [Length(nameof(count))] ReadOnlySpan<int> names, [Length(nameof(count))] Span<byte> values, int count, out byte disabled)
    {
        disabled = NoCharacter;
        bool terminal = IsTerminal;
        for (int i = 0; i < count; i++)
        {
            values[i] = terminal ? ControlCharacter(names[i]) : NoCharacter;
        }
    }

    [Export("SystemNative_StdinReady")]
    internal static bool StdinReady() => SystemConsole.HasInput;

    [Export("SystemNative_ReadStdin")]
    internal static int ReadStdin(Span<byte> buffer)
    {
        return Errno.Result(DescriptorTable.Read(0, buffer, out int count), count);
    }

    [Export("SystemNative_GetSignalForBreak")]
    internal static int GetSignalForBreak() => 0;

    [Export("SystemNative_SetSignalForBreak")]
    internal static bool SetSignalForBreak(int enabled)
    {
        // No signal comes of Ctrl-C here: asking for none is met, asking for one is not.
        return enabled == 0 || Errno.Fail(SystemError.NotATerminal, false);
    }

    [Export("SystemNative_Log")]
    internal static void Log(ReadOnlySpan<byte> text) => SystemConsole.Write(text);

    [Export("SystemNative_LogError")]
    internal static void LogError(ReadOnlySpan<byte> text) => SystemConsole.WriteError(text);

    // The usual keys, by the libraries' numbers for their functions: Interop.Sys.ControlCharacterNames.
    private static byte ControlCharacter(int name) => name switch
    {
        0 => 3, // VINTR: Ctrl-C
        1 => 28, // VQUIT: Ctrl-\
        2 => 127, // VERASE: Delete
        3 => 21, // VKILL: Ctrl-U
        4 => SystemConsole.EndOfInput, // VEOF: Ctrl-D
        6 => 1, // VMIN: a read returns with one character
        8 => 17, // VSTART: Ctrl-Q
        9 => 19, // VSTOP: Ctrl-S
        10 => 26, // VSUSP: Ctrl-Z
        12 => 18, // VREPRINT: Ctrl-R
        13 => 15, // VDISCARD: Ctrl-O
        14 => 23, // VWERASE: Ctrl-W
        15 => 22, // VLNEXT: Ctrl-V
        _ => NoCharacter,
    };
}
