using System;
using System.Runtime;

using Hermit.Devices;
using Hermit.Files;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// The console (System.Native's pal_console and pal_log). It is a serial line: a terminal to the program only if the configuration says
/// <c>console=tty</c>, and otherwise like a pipe. Its mode does not change: it passes bytes as they are.
/// </summary>
// SAFETY: the exports are called by the .NET libraries alone, with buffers as Border requires.
internal static unsafe class Console
{
    // What POSIX calls _POSIX_VDISABLE: no character has this function.
    private const byte NoCharacter = 0;

    /// <summary>Whether the console is a terminal to the program.</summary>
    public static bool IsTerminal => Configuration.TryGet("console"u8, out ReadOnlySpan<byte> value) && value.SequenceEqual("tty"u8);

    [RuntimeExport("SystemNative_IsATty")]
    private static int IsATty(nint descriptor)
    {
        FileError error = FileSystem.Describe((int)descriptor, out FileKind kind, out DeviceKind device, out _);
        if (error != FileError.None)
        {
            Errno.Value = (int)error;
            return 0;
        }

        bool terminal = kind == FileKind.CharacterDevice && device is DeviceKind.ConsoleInput or DeviceKind.ConsoleOutput or DeviceKind.ConsoleError;
        if (!terminal || !IsTerminal)
        {
            Errno.Value = Errno.NotATerminal;
            return 0;
        }

        return 1;
    }

    [RuntimeExport("SystemNative_GetWindowSize")]
    private static int GetWindowSize(nint descriptor, ulong* size)
    {
        // A serial line does not say how large the window at its other end is; the libraries then use 80 by 24.
        *size = 0;
        return Errno.Fail(Errno.NotATerminal);
    }

    [RuntimeExport("SystemNative_InitializeTerminalAndSignalHandling")]
    private static int InitializeTerminalAndSignalHandling() => 1;

    // Nothing of the terminal is changed that would have to be put back.
    [RuntimeExport("SystemNative_UninitializeTerminal")]
    private static void UninitializeTerminal()
    {
    }

    // The three below change or follow the mode of a terminal: a serial line has one mode, so there is nothing to do.
    [RuntimeExport("SystemNative_InitializeConsoleBeforeRead")]
    private static void InitializeConsoleBeforeRead(byte minimumCharacters, byte timeoutInTenths)
    {
    }

    [RuntimeExport("SystemNative_UninitializeConsoleAfterRead")]
    private static void UninitializeConsoleAfterRead()
    {
    }

    [RuntimeExport("SystemNative_SetTerminalInvalidationHandler")]
    private static void SetTerminalInvalidationHandler(void* handler)
    {
    }

    [RuntimeExport("SystemNative_SetKeypadXmit")]
    private static void SetKeypadXmit(nint descriptor, byte* text)
    {
        if (IsTerminal)
        {
            SystemConsole.Write(Border.Text(text));
        }
    }

    [RuntimeExport("SystemNative_GetControlCharacters")]
    private static void GetControlCharacters(int* names, byte* values, int count, byte* disabled)
    {
        *disabled = NoCharacter;
        bool terminal = IsTerminal;
        for (int i = 0; i < count; i++)
        {
            values[i] = terminal ? ControlCharacter(names[i]) : NoCharacter;
        }
    }

    [RuntimeExport("SystemNative_StdinReady")]
    private static int StdinReady() => SystemConsole.HasInput ? 1 : 0;

    [RuntimeExport("SystemNative_ReadStdin")]
    private static int ReadStdin(byte* buffer, int length)
    {
        if (length < 0)
        {
            return Errno.Fail((int)FileError.Invalid);
        }

        return Errno.Result(Streams.Read(0, Border.Buffer(buffer, length), out int count), count);
    }

    [RuntimeExport("SystemNative_GetSignalForBreak")]
    private static int GetSignalForBreak() => 0;

    [RuntimeExport("SystemNative_SetSignalForBreak")]
    private static int SetSignalForBreak(int enabled)
    {
        // No signal comes of Ctrl-C here: asking for none is met, asking for one is not.
        if (enabled == 0)
        {
            return 1;
        }

        Errno.Value = Errno.NotATerminal;
        return 0;
    }

    [RuntimeExport("SystemNative_Log")]
    private static void Log(byte* text, int length) => SystemConsole.Write(Border.Buffer(text, length));

    [RuntimeExport("SystemNative_LogError")]
    private static void LogError(byte* text, int length) => SystemConsole.WriteError(Border.Buffer(text, length));

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
