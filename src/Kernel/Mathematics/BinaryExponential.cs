using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// Powers of two: the table gives 2^(i/128), a polynomial 2^r for what is left (Tang, "Table-driven implementation of the exponential function in IEEE
/// floating-point arithmetic", 1989).
/// </summary>
internal static partial class BinaryExponential
{
    /// <summary>How far the result of <see cref="OfFraction"/> is too small at most, in its units, its argument being up to 1 of its units too small.</summary>
    public const ulong Error = 4;

    /// <summary>2 to a power from 0 up to 1, which is in units of 2^-64; the result is in units of 2^-63.</summary>
    /// <remarks>
    /// Everything is cut off, so that all errors have one sign. In units of the result: 0.7 for the argument (log(2) times two times one half), 1 for
    /// the table's entry; 0.6 for the polynomial, 128 of whose units of 2^-64 make one and which is off by 54 (the steps in halves of words), 9
    /// (three products), 6 (coefficients) and less than 1 (approximation); 1 for the last product and its shift.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfFraction(ulong power, bool brief)
    {
        ulong step = Steps[(int)(power >> 57)];
        ulong rest = power << 7;
        ulong half = rest >> 32;
        ulong sum = P3 + (((P4 + ((P5 * half) >> 32)) * half) >> 32);
        sum = P2 + (((sum >> 5) * half) >> 27);
        sum = P1 + FixedPoint.MultiplyHigh(sum, rest, brief);
        sum = P0 + FixedPoint.MultiplyHigh(sum, rest, brief);
        sum = FixedPoint.MultiplyHigh(sum, rest, brief);
        return step + (FixedPoint.MultiplyHigh(step, sum, brief) >> 7);
    }
}
