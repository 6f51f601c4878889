using System.Buffers.Binary;
using static LibObjectFile.Elf.ElfNative;

namespace Hermit.Tasks.Linking.Arm64;

/// <summary>
/// Thread-local access in a static image ("ELF for the Arm 64-bit Architecture", "TLS relaxation"): the four
/// instructions of a TLS descriptor call become the offset in x0 and two <c>nop</c>s.
/// </summary>
internal static class Arm64Relaxation
{
    private const uint Nop = 0xd503_201f;
    private const uint MovzX0Lsl16 = 0xd2a0_0000;
    private const uint MovkX0 = 0xf280_0000;

    /// <summary>Applies a TLS relocation; <paramref name="offset"/> is the variable's distance from the thread pointer.</summary>
    public static RelocationStatus ApplyThreadLocal(Span<byte> field, uint type, ulong offset)
    {
        switch (type)
        {
            case R_AARCH64_TLSDESC_ADR_PAGE21:
                BinaryPrimitives.WriteUInt32LittleEndian(field, MovzX0Lsl16 | (uint)((offset >> 16) & 0xffff) << 5);
                return offset <= uint.MaxValue ? RelocationStatus.Applied : RelocationStatus.Overflow;
            case R_AARCH64_TLSDESC_LD64_LO12:
                BinaryPrimitives.WriteUInt32LittleEndian(field, MovkX0 | (uint)(offset & 0xffff) << 5);
                return RelocationStatus.Applied;
            case R_AARCH64_TLSDESC_ADD_LO12 or R_AARCH64_TLSDESC_CALL:
                BinaryPrimitives.WriteUInt32LittleEndian(field, Nop);
                return RelocationStatus.Applied;
            case R_AARCH64_TLSLE_ADD_TPREL_HI12:
                Arm64Instruction.SetImmediate12(field, offset >> 12);
                return offset >> 24 == 0 ? RelocationStatus.Applied : RelocationStatus.Overflow;
            case R_AARCH64_TLSLE_ADD_TPREL_LO12:
                Arm64Instruction.SetImmediate12(field, offset);
                return offset >> 12 == 0 ? RelocationStatus.Applied : RelocationStatus.Overflow;
            case R_AARCH64_TLSLE_ADD_TPREL_LO12_NC:
                return Arm64Instruction.SetImmediate12(field, offset);
            default:
                return RelocationStatus.Unsupported;
        }
    }
}
