using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.Arm;

/// <summary>Instructions of every AArch64 processor: the compiler puts them in the place of every call, those in the methods themselves included.</summary>
public static class ArmBase
{
    /// <summary>Those on 64 bits.</summary>
    public static class Arm64
    {
        /// <summary>CLZ: the number of zero bits above the highest set one; 64 for zero.</summary>
        [Intrinsic]
        internal static int LeadingZeroCount(ulong value) => LeadingZeroCount(value);

        /// <summary>RBIT: the bits in the opposite order.</summary>
        [Intrinsic]
        internal static ulong ReverseElementBits(ulong value) => ReverseElementBits(value);
    }
}
