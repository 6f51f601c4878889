using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>
/// The settings: what the build put into the image (<c>key=value</c> lines), overridden by <c>key=value</c> words on the kernel command line;
/// and the program's arguments, which stand behind <c>--</c> on the command line.
/// </summary>
public static class Configuration
{
    /// <summary>The longest command line, in bytes.</summary>
    public const int MaximumCommandLine = 4096;

    private static CallOnce s_initialized;
    private static TakeStatic<CommandLineBuffer> s_storage;
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

        ref CommandLineBuffer buffer = ref s_storage.Take();
        Span<byte> storage = buffer;
        CommandLineError error = CommandLine.Parse(commandLine, storage, out CommandLine parsed);
        s_commandLine.TrySet(parsed);
        return error;
    }

    /// <summary>An argument of the program, UTF-8.</summary>
    public static ReadOnlySpan<byte> Argument(int index) => s_commandLine.Value.Argument(index);

    /// <summary>The value of a setting, UTF-8.</summary>
    public static bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) =>
        s_commandLine.Value.TryGetOption(key, out value) || TryFind(BuiltIn, key, (byte)'\n', out value);

    /// <summary>The lines that the build put into the image.</summary>
    public static unsafe ReadOnlySpan<byte> BuiltIn
    {
        get
        {
            // SAFETY: the linker fixed the range; it is constant data.
            MemoryRange range = ImageLayout.Configuration;
            return new ReadOnlySpan<byte>((void*)range.Start, (int)range.Length);
        }
    }

    /// <summary>Finds <c>key=value</c> among entries that <paramref name="separator"/> ends.</summary>
    internal static bool TryFind(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> key, byte separator, out ReadOnlySpan<byte> value)
    {
        while (!entries.IsEmpty)
        {
            int end = entries.IndexOf(separator);
            ReadOnlySpan<byte> entry = end < 0 ? entries : entries.Slice(0, end);
            entries = end < 0 ? default : entries.Slice(end + 1);
            if (entry.Length > key.Length && entry[key.Length] == '=' && entry.StartsWith(key))
            {
                value = entry.Slice(key.Length + 1);
                return true;
            }
        }

        value = default;
        return false;
    }

    [InlineArray(MaximumCommandLine + 2)]
    private struct CommandLineBuffer
    {
        private byte _first;
    }
}
