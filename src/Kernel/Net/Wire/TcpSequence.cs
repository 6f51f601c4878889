using System;

namespace Hermit.Net;

/// <summary>
/// A sequence number: arithmetic and comparison are modulo 2³² (RFC 9293, 3.4), so that an order is defined between numbers less than 2³¹ apart only.
/// </summary>
// The kernel's objects have no Equals and GetHashCode to override.
#pragma warning disable CS0660, CS0661
internal readonly struct TcpSequence : IEquatable<TcpSequence>
{
    /// <summary>The number as the header has it.</summary>
    public readonly uint Value;

    /// <summary>The sequence number <paramref name="value"/>.</summary>
    public TcpSequence(uint value) => Value = value;

    /// <summary>The number <paramref name="count"/> further on.</summary>
    public static TcpSequence operator +(TcpSequence left, uint count) => new(left.Value + count);

    /// <summary>The number <paramref name="count"/> before.</summary>
    public static TcpSequence operator -(TcpSequence left, uint count) => new(left.Value - count);

    /// <summary>How far <paramref name="left"/> is past <paramref name="right"/>: negative when it is before.</summary>
    public static int operator -(TcpSequence left, TcpSequence right) => (int)(left.Value - right.Value);

    /// <summary>Whether <paramref name="left"/> is before <paramref name="right"/>.</summary>
    public static bool operator <(TcpSequence left, TcpSequence right) => (int)(left.Value - right.Value) < 0;

    /// <summary>Whether <paramref name="left"/> is past <paramref name="right"/>.</summary>
    public static bool operator >(TcpSequence left, TcpSequence right) => (int)(left.Value - right.Value) > 0;

    /// <summary>Whether <paramref name="left"/> is not past <paramref name="right"/>.</summary>
    public static bool operator <=(TcpSequence left, TcpSequence right) => (int)(left.Value - right.Value) <= 0;

    /// <summary>Whether <paramref name="left"/> is not before <paramref name="right"/>.</summary>
    public static bool operator >=(TcpSequence left, TcpSequence right) => (int)(left.Value - right.Value) >= 0;

    /// <summary>Whether the two are the same number.</summary>
    public static bool operator ==(TcpSequence left, TcpSequence right) => left.Value == right.Value;

    /// <summary>Whether the two are different numbers.</summary>
    public static bool operator !=(TcpSequence left, TcpSequence right) => left.Value != right.Value;

    /// <summary>The later of the two.</summary>
    public static TcpSequence Max(TcpSequence left, TcpSequence right) => left > right ? left : right;

    /// <summary>The earlier of the two.</summary>
    public static TcpSequence Min(TcpSequence left, TcpSequence right) => left < right ? left : right;

    /// <inheritdoc/>
    public bool Equals(TcpSequence other) => Value == other.Value;
}
