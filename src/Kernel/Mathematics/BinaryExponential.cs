using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// Powers of two: the table gives 2^(i/128), a polynomial 2^r for what is left (Tang, "Table-driven implementation of the exponential function in IEEE
/// floating-point arithmetic", 1989).
/// </summary>
internal static partial class BinaryExponential
{
    /// <summary>How far <see cref="OfFraction"/> is off at most for an exact argument, in its units.</summary>
    public const ulong Error = 4;

    /// <summary>2 to a power from 0 up to 1, which is in units of 2^-64; the result is in units of 2^-63.</summary>
    /// <remarks>
    /// Errors, in units of the result, all downwards: 1 from the table's entry; below 1 from the polynomial, 128 of whose units of 2^-64 make one and
    /// which is off by 64 (the steps in halves of words), 9 (three products), 6 (coefficients) and less than 1 (approximation); the last product
    /// and its shift 2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfFraction(ulong power)
    {
        ulong step = Steps[(int)(power >> 57)];
        ulong rest = power << 7;
        ulong half = rest >> 32;
        ulong sum = P3 + (((P4 + ((P5 * half) >> 32)) * half) >> 32);
        sum = P2 + (((sum >> 5) * half) >> 27);
        sum = P1 + FixedPoint.MultiplyHigh(sum, rest);
        sum = P0 + FixedPoint.MultiplyHigh(sum, rest);
        sum = FixedPoint.MultiplyHigh(sum, rest);
        return step + (FixedPoint.MultiplyHigh(step, sum) >> 7);
    }
}
