using System;

namespace Hermit.Sync;

/// <summary>Builds the text of a panic without an allocator. What does not fit is cut off.</summary>
internal ref struct Message(Span<char> buffer)
{
    private readonly Span<char> _buffer = buffer;
    private int _length;

    /// <summary>The text so far.</summary>
    public readonly ReadOnlySpan<char> Text => _buffer.Slice(0, _length);

    /// <summary>Appends <paramref name="text"/>.</summary>
    public void Append(string text)
    {
        for (int index = 0; index < text.Length && _length < _buffer.Length; index++)
        {
            _buffer[_length++] = text[index];
        }
    }

    /// <summary>Appends <paramref name="site"/> as file:line.</summary>
    public void Append(CallSite site)
    {
        Append(site.File);
        Append(":");
        Append(site.Line);
    }

    private void Append(int number)
    {
        if (number >= 10)
        {
            Append(number / 10);
        }

        if (_length < _buffer.Length)
        {
            _buffer[_length++] = (char)('0' + (number % 10));
        }
    }
}
