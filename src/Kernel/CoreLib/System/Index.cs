namespace System;

/// <summary>A position counted from the start or the end.</summary>
public readonly struct Index
{
    private readonly int _value;

    /// <summary>A position <paramref name="value"/> from the start, or from the end.</summary>
    public Index(int value, bool fromEnd = false)
    {
        if (value < 0)
        {
            ThrowHelper.ArgumentOutOfRange();
        }

        _value = fromEnd ? ~value : value;
    }

    /// <summary>Whether the position is counted from the end.</summary>
    public bool IsFromEnd => _value < 0;

    /// <summary>The distance.</summary>
    public int Value => _value < 0 ? ~_value : _value;

    /// <summary>The position from the start in something of this length.</summary>
    public int GetOffset(int length) => _value < 0 ? _value + length + 1 : _value;

    /// <summary>A position from the start.</summary>
    public static implicit operator Index(int value) => new(value);
}
