namespace System;

/// <summary>A value that may be absent.</summary>
public struct Nullable<T>
    where T : struct
{
    private readonly bool hasValue;
    private T value;

    /// <summary>Makes a value that is present.</summary>
    public Nullable(T value)
    {
        this.value = value;
        hasValue = true;
    }

    /// <summary>Whether there is a value.</summary>
    public readonly bool HasValue => hasValue;

    /// <summary>The value; a panic when there is none.</summary>
    public readonly T Value
    {
        get
        {
            if (!hasValue)
            {
                ThrowHelper.NoValue();
            }

            return value;
        }
    }

    /// <summary>The value, or the default.</summary>
    public readonly T GetValueOrDefault() => value;

    /// <summary>The value, or <paramref name="defaultValue"/>.</summary>
    public readonly T GetValueOrDefault(T defaultValue) => hasValue ? value : defaultValue;

    /// <summary>Wraps a value.</summary>
    public static implicit operator T?(T value) => new T?(value);

    /// <summary>Unwraps a value; a panic when there is none.</summary>
    public static explicit operator T(T? value) => value!.Value;
}
