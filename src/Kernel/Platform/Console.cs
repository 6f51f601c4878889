using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Devices;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// The console (System.Native's pal_console and pal_log). Where a standard stream is on the host's terminal, its modes change as the libraries ask:
/// they read without lines and echo, and correct and show what is typed themselves. A stream that is not is like a pipe.
/// </summary>
internal static class Console
{
    // What POSIX calls _POSIX_VDISABLE: no character has this function.
    private const byte NoCharacter = 0;

    private static AtomicBool s_breaksAreBytes;

    // VMIN and VTIME of the reads to come: the least number of bytes, and tenths of a second after which a read ends without that.
    private static AtomicInt32 s_minimumBytes;
    private static AtomicInt32 s_timeoutInTenths;

    [Export("SystemNative_IsATty")]
    internal static bool IsATty(int descriptor)
    {
        SystemError error = DescriptorTable.IsTerminal(descriptor, out bool isTerminal);
        error = error == SystemError.None && !isTerminal ? SystemError.NotATerminal : error;
        return error == SystemError.None || Errno.Fail(error, false);
    }

    [Export("SystemNative_GetWindowSize")]
    internal static SystemError GetWindowSize(int descriptor, out WindowSize size)
    {
        TerminalSize terminal = Terminal.Size;
        size = new WindowSize { Rows = terminal.Rows, Columns = terminal.Columns };
        SystemError error = DescriptorTable.IsTerminal(descriptor, out bool isTerminal);
        // Without a size the libraries use 80 by 24.
        return error == SystemError.None && (!isTerminal || terminal.Columns == 0) ? SystemError.NotATerminal : error;
    }

    [Export("SystemNative_InitializeTerminalAndSignalHandling")]
    internal static int InitializeTerminalAndSignalHandling() => 1;

    [Export("SystemNative_UninitializeTerminal")]
    internal static void UninitializeTerminal() => Terminal.Modes = TerminalModes.Initial;

    [Export("SystemNative_InitializeConsoleBeforeRead")]
    internal static void InitializeConsoleBeforeRead(byte minimumCharacters, byte timeoutInTenths)
    {
        s_minimumBytes.Store(minimumCharacters, MemoryOrder.Relaxed);
        s_timeoutInTenths.Store(timeoutInTenths, MemoryOrder.Relaxed);
        SetRawModes();
    }

    // The libraries keep the modes between reads: what is typed meanwhile is neither shown nor held back.
    [Export("SystemNative_UninitializeConsoleAfterRead")]
    internal static void UninitializeConsoleAfterRead()
    {
    }

    [Export("SystemNative_SetTerminalInvalidationHandler")]
    internal static void SetTerminalInvalidationHandler(ProgramFunction<int, int> handler) => Signals.SetTerminalHandler(handler);

    [Export("SystemNative_SetKeypadXmit")]
    internal static void SetKeypadXmit(int descriptor, [Text] ReadOnlySpan<byte> text)
    {
        if (Terminal.Has(ConsoleStream.Output))
        {
            SystemConsole.Write(text);
        }
    }

    [Export("SystemNative_GetControlCharacters")]
    internal static void GetControlCharacters(
        [Length(nameof(count))] ReadOnlySpan<int> names, [Length(nameof(count))] Span<byte> values, int count, out byte disabled)
    {
        disabled = NoCharacter;
        bool terminal = Terminal.Has(ConsoleStream.Input);
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
        int tenths = s_timeoutInTenths.Load(MemoryOrder.Relaxed);
        bool waits = !Terminal.Has(ConsoleStream.Input) || s_minimumBytes.Load(MemoryOrder.Relaxed) != 0;
        Deadline deadline = waits ? Deadline.Never : Deadline.In((ulong)tenths * 100_000_000);
        SystemError error = DescriptorTable.Read(0, buffer, deadline, out int count);
        return error == SystemError.WouldBlock && !waits ? 0 : Errno.Result(error, count);
    }

    [Export("SystemNative_GetSignalForBreak")]
    internal static int GetSignalForBreak() => s_breaksAreBytes.Load(MemoryOrder.Relaxed) ? 0 : 1;

    [Export("SystemNative_SetSignalForBreak")]
    internal static bool SetSignalForBreak(int enabled)
    {
        if (!Terminal.Has(ConsoleStream.Input))
        {
            // Elsewhere a key is a byte: asking for no signal is met, asking for one is not.
            return enabled == 0 || Errno.Fail(SystemError.NotATerminal, false);
        }

        s_breaksAreBytes.Store(enabled == 0, MemoryOrder.Relaxed);
        SetRawModes();
        return true;
    }

    [Export("SystemNative_Log")]
    internal static void Log(ReadOnlySpan<byte> text) => SystemConsole.Write(text);

    [Export("SystemNative_LogError")]
    internal static void LogError(ReadOnlySpan<byte> text) => SystemConsole.WriteError(text);

    private static void SetRawModes() => Terminal.Modes = s_breaksAreBytes.Load(MemoryOrder.Relaxed) ? TerminalModes.None : TerminalModes.Signals;

    // The usual keys, by the libraries' numbers for their functions: Interop.Sys.ControlCharacterNames.
    private static byte ControlCharacter(int name) => name switch
    {
        0 => ControlCharacters.Interrupt, // VINTR
        1 => ControlCharacters.Quit, // VQUIT
        2 => ControlCharacters.Erase, // VERASE
        3 => ControlCharacters.Kill, // VKILL
        4 => ControlCharacters.EndOfFile, // VEOF
        6 => 1, // VMIN: a read returns with one character
        8 => ControlCharacters.Start, // VSTART
        9 => ControlCharacters.Stop, // VSTOP
        10 => ControlCharacters.Suspend, // VSUSP
        12 => ControlCharacters.Reprint, // VREPRINT
        13 => ControlCharacters.Discard, // VDISCARD
        14 => ControlCharacters.WordErase, // VWERASE
        15 => ControlCharacters.LiteralNext, // VLNEXT
        _ => NoCharacter,
    };

    // As the libraries lay it out: Interop.Sys.WinSize.
    internal struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
