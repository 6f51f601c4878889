using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Hermit.Guest.Language;

/// <summary>A value type with operators, conversions and parsing of its own.</summary>
internal readonly record struct Version2(int Major, int Minor) : IParsable<Version2>, IAdditionOperators<Version2, Version2, Version2>
{
    public static Version2 operator +(Version2 left, Version2 right) => new(left.Major + right.Major, left.Minor + right.Minor);

    public static Version2 operator -(Version2 value) => new(-value.Major, -value.Minor);

    public static bool operator <(Version2 left, Version2 right) => (left.Major, left.Minor).CompareTo((right.Major, right.Minor)) < 0;

    public static bool operator >(Version2 left, Version2 right) => right < left;

    public static implicit operator Version2((int Major, int Minor) pair) => new(pair.Major, pair.Minor);

    public static explicit operator int(Version2 value) => (value.Major * 100) + value.Minor;

    public static Version2 Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out Version2 result) ? result : throw new FormatException();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Version2 result)
    {
        result = default;
        string[] parts = s?.Split('.') ?? [];
        if (parts.Length != 2 || !int.TryParse(parts[0], out int major) || !int.TryParse(parts[1], out int minor))
            return false;
        result = new Version2(major, minor);
        return true;
    }
}
