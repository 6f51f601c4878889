using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Firmware;

/// <summary>
/// A kernel command line, split. Options come first, as words <c>key=value</c>; what stands behind <c>--</c> are the program's arguments.
/// Spaces separate; double quotes keep them, and in quotes a backslash takes the next character as it is.
/// </summary>
public struct CommandLine
{
    /// <summary>The longest command line, in bytes.</summary>
    public const int MaximumBytes = 4096;

    // Words, each ended by a zero byte.
    private Words _words;
    private int _optionBytes;
    private int _totalBytes;

    /// <summary>The number of arguments for the program.</summary>
    public int ArgumentCount { get; private set; }

    /// <summary>The options, each ended by a zero.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Options => ((ReadOnlySpan<byte>)_words).Slice(0, _optionBytes);

    [UnscopedRef]
    private readonly ReadOnlySpan<byte> Arguments => ((ReadOnlySpan<byte>)_words).Slice(_optionBytes, _totalBytes - _optionBytes);

    /// <summary>Splits <paramref name="text"/>.</summary>
    public static CommandLineError Parse(ReadOnlySpan<byte> text, out CommandLine result)
    {
        result = default;
        Span<byte> storage = result._words;
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

        result._optionBytes = optionBytes < 0 ? written : optionBytes;
        result._totalBytes = written;
        result.ArgumentCount = arguments;
        return error;
    }

    /// <summary>An argument of the program.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Argument(int index)
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
    [UnscopedRef]
    public readonly bool TryGetOption(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) => SettingList.TryFind(Options, key, 0, out value);

    private static bool TryNextWord(ref ReadOnlySpan<byte> text, scoped Span<byte> storage, ref int written, out int start, ref CommandLineError error)
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

    // A word more than characters, for the zero of the last one.
    [InlineArray(MaximumBytes + 2)]
    private struct Words
    {
        private byte _first;
    }
}
