using System.Buffers.Binary;
using static LibObjectFile.Elf.ElfNative;

namespace Hermit.Tasks.Linking.Arm64;

/// <summary>Sets the immediate fields of A64 instructions (Arm ARM, chapter C4).</summary>
internal static class Arm64Instruction
{
    private const ulong PageMask = 0xfff;

    /// <summary>A word-aligned displacement of <paramref name="bits"/> bits at bit <paramref name="shift"/>.</summary>
    public static RelocationStatus SetBranch(Span<byte> field, long displacement, int bits, int shift)
    {
        uint mask = ((1u << bits) - 1) << shift;
        Replace(field, mask, (uint)(displacement >> 2) << shift);
        return (displacement & 3) == 0 && FitsSigned(displacement, bits + 2) ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    /// <summary><c>adr</c>: a byte displacement of 21 bits.</summary>
    public static RelocationStatus SetAdr(Span<byte> field, long displacement)
    {
        SetAdrImmediate(field, displacement);
        return FitsSigned(displacement, 21) ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    /// <summary><c>adrp</c>: the distance between two pages, in pages.</summary>
    public static RelocationStatus SetPage(Span<byte> field, ulong target, ulong place, bool check)
    {
        long pages = (long)((target & ~PageMask) - (place & ~PageMask));
        SetAdrImmediate(field, pages >> 12);
        return !check || FitsSigned(pages, 33) ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    /// <summary><c>add</c>: an unsigned immediate of 12 bits.</summary>
    public static RelocationStatus SetImmediate12(Span<byte> field, ulong value)
    {
        Replace(field, 0xfffu << 10, (uint)(value & 0xfff) << 10);
        return RelocationStatus.Applied;
    }

    /// <summary>Loads and stores: the offset in its page, in units of the access size.</summary>
    public static RelocationStatus SetScaled12(Span<byte> field, ulong address, int scale)
    {
        ulong offset = address & PageMask;
        SetImmediate12(field, offset >> scale);
        return (offset & ((1ul << scale) - 1)) == 0 ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    /// <summary><c>movz</c>, <c>movk</c>: sixteen bits of an unsigned value.</summary>
    public static RelocationStatus SetMove(Span<byte> field, uint type, ulong value)
    {
        int group = (int)(type - R_AARCH64_MOVW_UABS_G0) / 2;
        bool check = type is R_AARCH64_MOVW_UABS_G0 or R_AARCH64_MOVW_UABS_G1 or R_AARCH64_MOVW_UABS_G2;
        Replace(field, 0xffffu << 5, (uint)((value >> (16 * group)) & 0xffff) << 5);
        return !check || value >> (16 * (group + 1)) == 0 ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    private static void SetAdrImmediate(Span<byte> field, long value)
    {
        uint low = (uint)(value & 3) << 29;
        uint high = (uint)((value >> 2) & 0x7ffff) << 5;
        Replace(field, (3u << 29) | (0x7ffffu << 5), low | high);
    }

    private static void Replace(Span<byte> field, uint mask, uint value)
    {
        uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(field);
        BinaryPrimitives.WriteUInt32LittleEndian(field, (instruction & ~mask) | (value & mask));
    }

    private static bool FitsSigned(long value, int bits) => value >= -(1L << (bits - 1)) && value < 1L << (bits - 1);
}
