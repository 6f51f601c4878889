using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>
/// The settings: what the build put into the image (<c>key=value</c> lines), overridden by <c>key=value</c> words on the kernel command line;
/// and the program's arguments, which stand behind <c>--</c> on the command line.
/// </summary>
public static class Configuration
{
    /// <summary>The longest command line, in bytes.</summary>
    public const int MaximumCommandLine = CommandLine.MaximumBytes;

    /// <summary>How long the words of a virtual machine monitor behind it may be: 32 devices, in the longest form.</summary>
    internal const int MaximumMachineWords = 2048;

    private static CallOnce s_initialized;
    private static OnceCell<MachineText> s_machineWords;
    private static OnceCell<CommandLine> s_commandLine;

    /// <summary>The number of arguments for the program.</summary>
    public static int ArgumentCount => s_commandLine.Value.ArgumentCount;

    /// <summary>Keeps a copy of the command line and checks it.</summary>
    internal static CommandLineError Initialize(ReadOnlySpan<byte> commandLine)
    {
        if (!s_initialized.TryClaim())
        {
            return CommandLineError.None;
        }

        // What the monitor appends comes behind the program's arguments, and is none.
        int length = MmioDescription.UserLength(commandLine);
        s_machineWords.TrySet(new MachineText(commandLine.Slice(length)));
        commandLine = commandLine.Slice(0, length);

        CommandLineError error = CommandLine.Parse(commandLine, out CommandLine parsed);
        s_commandLine.TrySet(parsed);
        return error;
    }

    /// <summary>An argument of the program, UTF-8.</summary>
    public static ReadOnlySpan<byte> Argument(int index) => s_commandLine.Value.Argument(index);

    /// <summary>The value of a setting, UTF-8.</summary>
    public static bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) =>
        s_commandLine.Value.TryGetOption(key, out value) || SettingList.TryFind(BuiltIn, key, (byte)'\n', out value);

    /// <summary>What the virtual machine monitor says about its devices.</summary>
    internal static ReadOnlySpan<byte> MachineWords => s_machineWords.Value.Text;

    /// <summary>The settings of the kernel command line, each ended by a zero.</summary>
    public static ReadOnlySpan<byte> FromCommandLine => s_commandLine.Value.Options;

    /// <summary>The lines that the build put into the image.</summary>
    public static ReadOnlySpan<byte> BuiltIn
    {
        get
        {
            MemoryRange range = ImageLayout.Configuration;
            // SAFETY: the linker fixed the range; it is constant data.
            unsafe
            {
                return new ReadOnlySpan<byte>((void*)range.Start, (int)range.Length);
            }
        }
    }

    private struct MachineText
    {
        private readonly int _length;
        private Bytes _bytes;

        public MachineText(ReadOnlySpan<byte> text)
        {
            _length = Math.Min(text.Length, MaximumMachineWords);
            text.Slice(0, _length).CopyTo(_bytes);
        }

        [UnscopedRef]
        public readonly ReadOnlySpan<byte> Text => ((ReadOnlySpan<byte>)_bytes).Slice(0, _length);

        [InlineArray(MaximumMachineWords)]
        private struct Bytes
        {
            private byte _first;
        }
    }
}
