using System;
using System.Runtime.InteropServices;

namespace Hermit.Machine;

/// <summary>
/// A kernel command line, split. Options come first, as words <c>key=value</c>; what stands behind <c>--</c> are the program's arguments.
/// Spaces separate; double quotes keep them, and in quotes a backslash takes the next character as it is.
/// </summary>
// SAFETY: Parse made the words in storage that is never freed and not written again, with these lengths.
internal readonly unsafe struct CommandLine
{
    /// <summary>The longest command line, in bytes.</summary>
    public const int MaximumBytes = 4096;

    // Words, each ended by a zero byte, in the storage of Configuration, which is never freed.
    private readonly byte* _words;
    private readonly int _optionBytes;
    private readonly int _totalBytes;

    private CommandLine(byte* words, int optionBytes, int totalBytes, int argumentCount)
    {
        _words = words;
        _optionBytes = optionBytes;
        _totalBytes = totalBytes;
        ArgumentCount = argumentCount;
    }

    /// <summary>The number of arguments for the program.</summary>
    public int ArgumentCount { get; }

    private ReadOnlySpan<byte> Options => new(_words, _optionBytes);

    private ReadOnlySpan<byte> Arguments => new(_words + _optionBytes, _totalBytes - _optionBytes);

    /// <summary>Splits <paramref name="text"/> into <paramref name="storage"/>, which must stay where it is.</summary>
    public static CommandLineError Parse(ReadOnlySpan<byte> text, Span<byte> storage, out CommandLine result)
    {
        result = default;
        if (text.Length > MaximumBytes)
        {
            return CommandLineError.TooLong;
        }

        int written = 0;
        int optionBytes = -1;
        int arguments = 0;
        CommandLineError error = CommandLineError.None;
        while (error == CommandLineError.None && TryNextWord(ref text, storage, ref written, out int start, ref error))
        {
            ReadOnlySpan<byte> word = storage.Slice(start, written - start - 1);
            if (optionBytes >= 0)
            {
                arguments++;
            }
            else if (word.SequenceEqual("--"u8))
            {
                written = start;
                optionBytes = start;
            }
            else if (word.IndexOf((byte)'=') <= 0)
            {
                error = CommandLineError.NotAnOption;
            }
        }

        // SAFETY: the storage is a static that never moves.
        fixed (byte* words = storage)
        {
            result = new CommandLine(words, optionBytes < 0 ? written : optionBytes, written, arguments);
        }

        return error;
    }

    /// <summary>An argument of the program.</summary>
    public ReadOnlySpan<byte> Argument(int index)
    {
        Panic.Unless((uint)index < (uint)ArgumentCount, "program argument out of range");
        ReadOnlySpan<byte> rest = Arguments;
        for (; index > 0; index--)
        {
            rest = rest.Slice(rest.IndexOf((byte)0) + 1);
        }

        return rest.Slice(0, rest.IndexOf((byte)0));
    }

    /// <summary>The value of an option.</summary>
    public bool TryGetOption(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => SettingList.TryFind(Options, key, 0, out value);

    private static bool TryNextWord(ref ReadOnlySpan<byte> text, Span<byte> storage, ref int written, out int start, ref CommandLineError error)
    {
        int position = 0;
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        start = written;
        if (position == text.Length)
        {
            return false;
        }

        bool quoted = false;
        for (; position < text.Length && (quoted || text[position] != ' '); position++)
        {
            byte character = text[position];
            if (character == '"')
            {
                quoted = !quoted;
                continue;
            }

            if (quoted && character == '\\' && position + 1 < text.Length)
            {
                character = text[++position];
            }

            storage[written++] = character;
        }

        error = quoted ? CommandLineError.UnterminatedQuote : error;
        storage[written++] = 0;
        text = text.Slice(position);
        return !quoted;
    }
}
