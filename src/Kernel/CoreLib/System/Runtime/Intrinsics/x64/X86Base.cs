using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>Instructions of every x64 processor: the compiler puts them in the place of every call, those in the methods themselves included.</summary>
public static class X86Base
{
    /// <summary>Those on 64 bits.</summary>
    public static class X64
    {
        /// <summary>BSF: the position of the lowest set bit; of zero, anything.</summary>
        [Intrinsic]
        internal static ulong BitScanForward(ulong value) => BitScanForward(value);

        /// <summary>BSR: the position of the highest set bit; of zero, anything.</summary>
        [Intrinsic]
        internal static ulong BitScanReverse(ulong value) => BitScanReverse(value);
    }
}
