namespace Hermit.Platform.Mathematics;

/// <content>What an instruction does in the kernel.</content>
internal static partial class Rounding
{
    /// <summary>The square root, rounded once.</summary>
    public static double SquareRoot(double value) => System.Math.Sqrt(value);
}
