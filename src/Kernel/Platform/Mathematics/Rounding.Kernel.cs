using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Platform.Mathematics;

/// <content>What an instruction does.</content>
internal static partial class Rounding
{
    /// <summary>The square root, rounded once.</summary>
    public static double SquareRoot(double value)
    {
        // SAFETY: the function is one instruction on its argument.
        unsafe
        {
            return HermitSquareRoot(value);
        }
    }

    /// <remarks>Safety: none needed beyond the symbol being the function of that signature, which the layer's assembly sees to.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSquareRoot")]
    private static extern double HermitSquareRoot(double value);
}
