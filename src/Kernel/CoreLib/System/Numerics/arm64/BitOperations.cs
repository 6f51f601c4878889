using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;

namespace System.Numerics;

/// <content>What one or two instructions do.</content>
public static partial class BitOperations
{
    /// <summary>The position of the highest set bit; 0 for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(ulong value) => 63 - ArmBase.Arm64.LeadingZeroCount(value | 1);

    /// <summary>The number of zero bits below the lowest set one; 64 for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(ulong value) => ArmBase.Arm64.LeadingZeroCount(ArmBase.Arm64.ReverseElementBits(value));
}
