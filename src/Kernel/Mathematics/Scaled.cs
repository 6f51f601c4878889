using System;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// An approximation, with the bounds of its error: the number is from <c>Below</c> 64ths of the mantissa's units below
/// <c>(Mantissa + Low 2^-64) 2^(Exponent - 63)</c> to <c>Above</c> 64ths above it. It is rounded only where every number within the bounds rounds to the
/// same (Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", 1991).
/// </summary>
internal readonly struct Scaled
{
    private const int DoubleTail = 64 - 53;
    private const int SingleTail = 64 - 24;
    private const int FractionBits = 6;

    /// <summary>Makes an approximation.</summary>
    /// <param name="sign">The sign, as a double's highest bit.</param>
    /// <param name="mantissa">From 2^63 on, or as little below as the error.</param>
    /// <param name="exponent">The power of two.</param>
    /// <param name="below">How many units of the mantissa the number may be below.</param>
    /// <param name="above">How many it may be above.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scaled(ulong sign, ulong mantissa, int exponent, ulong below, ulong above)
        : this(sign, mantissa, 0, exponent, below << FractionBits, above << FractionBits)
    {
    }

    /// <summary>Makes an approximation of more than 64 bits.</summary>
    /// <param name="sign">The sign, as a double's highest bit.</param>
    /// <param name="mantissa">From 2^63 on, or as little below as the error.</param>
    /// <param name="low">What follows it.</param>
    /// <param name="exponent">The power of two.</param>
    /// <param name="below">How many 64ths of a unit of the mantissa the number may be below.</param>
    /// <param name="above">How many it may be above.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scaled(ulong sign, ulong mantissa, ulong low, int exponent, ulong below, ulong above)
    {
        Sign = sign;
        Mantissa = mantissa;
        Low = low;
        Exponent = exponent;
        Below = below;
        Above = above;
    }

    /// <summary>No approximation: nothing that can be rounded.</summary>
    public static Scaled None
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0, 0, 0, 0, 1ul << SingleTail);
    }

    /// <summary>The sign.</summary>
    public ulong Sign { get; }

    /// <summary>The number's first 64 bits.</summary>
    public ulong Mantissa { get; }

    /// <summary>The next bits; the last of them may be missing.</summary>
    public ulong Low { get; }

    /// <summary>The power of two of the first bit.</summary>
    public int Exponent { get; }

    /// <summary>How far the number may be below, in 64ths of the mantissa's units.</summary>
    public ulong Below { get; }

    /// <summary>How far the number may be above, in 64ths.</summary>
    public ulong Above { get; }

    /// <summary>Its first 53 bits, for numbers in the normal range.</summary>
    public double ToDouble() => BitConverter.UInt64BitsToDouble(Sign | unchecked(((ulong)(Exponent + 1022) << 52) + (Mantissa >> DoubleTail)));

    /// <summary>The nearest double, unless that is in doubt or out of the normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRound(out double result)
    {
        ulong rounded = (Mantissa >> DoubleTail) + ((Mantissa >> (DoubleTail - 1)) & 1);
        result = BitConverter.UInt64BitsToDouble(Sign | unchecked(((ulong)(Exponent + 1022) << 52) + rounded));
        return (uint)(Exponent + 1022) < 2045 && !IsInDoubt(DoubleTail);
    }

    /// <summary>The nearest float, unless that is in doubt or out of the normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRound(out float result)
    {
        uint rounded = (uint)(Mantissa >> SingleTail) + ((uint)(Mantissa >> (SingleTail - 1)) & 1);
        result = BitConverter.UInt32BitsToSingle((uint)(Sign >> 32) | unchecked(((uint)(Exponent + 126) << 23) + rounded));
        return (uint)(Exponent + 126) < 253 && !IsInDoubt(SingleTail);
    }

    // Whether the middle between two results is within the bounds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsInDoubt(int tail)
    {
        ulong mask = (1ul << (tail + FractionBits)) - 1;
        ulong rest = (Mantissa << FractionBits) | (Low >> (64 - FractionBits));
        return (unchecked(rest - (1ul << (tail + FractionBits - 1)) + Above) & mask) <= Below + Above;
    }
}
