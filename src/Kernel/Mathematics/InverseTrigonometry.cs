namespace Hermit.Mathematics;

/// <summary>Angles from their sine, cosine and tangent.</summary>
public static class InverseTrigonometry
{
    private const double Tiny = 7.450580596923828e-09;
    private const double TangentOfEighth = 0.41421356237309503;
    private const double QuarterPi = 0.7853981633974483;
    private const int Terms = 21;

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
            return Binary64.WithSignOf(left ? Constants.Pi.High : 0, y);
        }

        bool infiniteY = !Binary64.IsFinite(y);
        if (!Binary64.IsFinite(x))
        {
            double angle = infiniteY ? (left ? 3 * QuarterPi : QuarterPi) : (left ? Constants.Pi.High : 0);
            return Binary64.WithSignOf(angle, y);
        }

        if (infiniteY || x == 0)
        {
            return Binary64.WithSignOf(Constants.HalfPi.High, y);
        }

        double yPart = Binary64.Split(y, out int yExponent);
        double xPart = Binary64.Split(x, out int xExponent);
        int distance = yExponent - xExponent;
        if (distance > FarApart)
        {
            return Binary64.WithSignOf(Constants.HalfPi.High, y);
        }

        if (distance < -FarApart)
        {
            return left ? Binary64.WithSignOf(Constants.Pi.High, y) : y / x;
        }

        return Angle(yPart * Binary64.PowerOfTwo(distance), xPart).Round();
    }

    // The angle of a point whose parts are neither both zero nor far from one: an approximation, and how far its direction is off.
    private static DoubleDouble Angle(DoubleDouble y, DoubleDouble x)
    {
        double guess = Approximate(y.High, x.High);
        Trigonometry.SineAndCosine(guess, out DoubleDouble sine, out DoubleDouble cosine);
        DoubleDouble across = (y * cosine) - (x * sine);
        DoubleDouble along = (x * cosine) + (y * sine);
        return DoubleDouble.Sum(guess, across.High / along.High);
    }

    private static double Approximate(double y, double x)
    {
        double height = Binary64.Magnitude(y);
        double width = Binary64.Magnitude(x);
        bool steep = height > width;
        double ratio = steep ? width / height : height / width;
        bool above = ratio > TangentOfEighth;
        ratio = above ? (ratio - 1) / (ratio + 1) : ratio;
        double square = ratio * ratio;
        double sum = 0;
        for (int term = Terms; term >= 0; term--)
        {
            sum = (1.0 / ((2 * term) + 1)) - (sum * square);
        }

        double angle = (ratio * sum) + (above ? QuarterPi : 0);
        angle = steep ? Constants.HalfPi.High - angle : angle;
        angle = x < 0 ? Constants.Pi.High - angle : angle;
        return y < 0 ? -angle : angle;
    }

    // The side of a right triangle with hypotenuse one.
    private static DoubleDouble OtherSide(double side)
    {
        return DoubleDouble.SquareRoot(DoubleDouble.Sum(1, -side) * DoubleDouble.Sum(1, side));
    }
}
