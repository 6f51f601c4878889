using System;

namespace Hermit.Mathematics;

/// <summary>Angles from their sine, cosine and tangent, to some 100 bits.</summary>
internal static class AccurateInverseTrigonometry
{
    private const double Tiny = 7.450580596923828e-09;
    private const double Pi = 3.141592653589793;
    private const double HalfPi = 1.5707963267948966;
    private const double QuarterPi = 0.7853981633974483;

    // Two numbers that many binary orders apart: the larger one decides the angle.
    private const int FarApart = 60;

    /// <summary>The angle of a sine: from -pi/2 to pi/2.</summary>
    public static double Arcsine(double sine)
    {
        double magnitude = Binary64.Magnitude(sine);
        if (!(magnitude <= 1))
        {
            return Binary64.IsNumber(sine) ? Binary64.NotANumber : sine;
        }

        return magnitude < Tiny ? sine : Angle(sine, OtherSide(sine)).Round();
    }

    /// <summary>The angle of a cosine: from 0 to pi.</summary>
    public static double Arccosine(double cosine)
    {
        if (!(Binary64.Magnitude(cosine) <= 1))
        {
            return Binary64.IsNumber(cosine) ? Binary64.NotANumber : cosine;
        }

        if (Binary64.Magnitude(cosine) < Tiny)
        {
            return (WideConstants.HalfPi - cosine).Round();
        }

        return cosine == 1 ? 0 : Angle(OtherSide(cosine), cosine).Round();
    }

    /// <summary>The angle of a tangent: from -pi/2 to pi/2.</summary>
    public static double Arctangent(double tangent)
    {
        if (!Binary64.IsNumber(tangent) || Binary64.Magnitude(tangent) < Tiny)
        {
            return tangent;
        }

        return Arctangent(tangent, 1);
    }

    /// <summary>The angle from the x axis to a point: from -pi to pi. The special cases are those of C (ISO/IEC 9899, F.10.1.4).</summary>
    public static double Arctangent(double y, double x)
    {
        if (!Binary64.IsNumber(x) || !Binary64.IsNumber(y))
        {
            return x + y;
        }

        bool left = Binary64.IsNegative(x);
        if (y == 0)
        {
            return Binary64.WithSignOf(left ? Pi : 0, y);
        }

        bool infiniteY = !Binary64.IsFinite(y);
        if (!Binary64.IsFinite(x))
        {
            double angle = infiniteY ? (left ? 3 * QuarterPi : QuarterPi) : (left ? Pi : 0);
            return Binary64.WithSignOf(angle, y);
        }

        if (infiniteY || x == 0)
        {
            return Binary64.WithSignOf(HalfPi, y);
        }

        int distance = Binary64.BiasedExponent(y) - Binary64.BiasedExponent(x);
        if (distance > FarApart)
        {
            return Binary64.WithSignOf(HalfPi, y);
        }

        if (distance < -FarApart)
        {
            return left ? Binary64.WithSignOf(Pi, y) : ((Wide)y / x).Round();
        }

        return Angle(y, x).Round();
    }

    // The angle of a point whose parts are neither both zero nor far apart: an approximation, and how far its direction is off.
    private static Wide Angle(Wide y, Wide x)
    {
        if (x.IsZero)
        {
            return y.IsNegative ? -WideConstants.HalfPi : WideConstants.HalfPi;
        }

        if (y.IsZero)
        {
            return x.IsNegative ? WideConstants.HalfPi.Scale(1) : y;
        }

        // Below the normal range both are brought up, which leaves the angle as it is.
        int scale = -Math.Max(y.Exponent, x.Exponent);
        y = y.Scale(scale);
        x = x.Scale(scale);
        double guess = InverseTrigonometry.ApproximateArctangent(y.Truncate(), x.Truncate()).ToDouble();
        AccurateTrigonometry.SineAndCosine(guess, out Wide sine, out Wide cosine);
        Wide across = (y * cosine) - (x * sine);
        Wide along = (x * cosine) + (y * sine);
        return guess + (across / along);
    }

    // The side of a right triangle with hypotenuse one.
    private static Wide OtherSide(Wide side) => ((1 - side) * (1 + side)).SquareRoot();
}
