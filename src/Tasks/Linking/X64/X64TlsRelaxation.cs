using System.Buffers.Binary;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking.X64;

/// <summary>
/// Thread-local access in a static image ("ELF Handling For Thread-Local Storage", chapter 5 "Linker Relaxations"): the
/// offset from the thread pointer is known, so no call and no table is needed.
/// </summary>
internal static class X64TlsRelaxation
{
    private const byte MovLoad = 0x8b;
    private const byte AddLoad = 0x03;
    private const byte MovImmediate = 0xc7;
    private const byte ArithmeticImmediate = 0x81;
    private const byte Lea = 0x8d;
    private const byte RexW = 0x48;
    private const byte RexWB = 0x49;
    private const byte RexWR = 0x4c;
    private const byte RexWRB = 0x4d;
    private const int StackPointer = 4;

    /// <summary><c>data16 lea x@tlsgd(%rip), %rdi</c> up to its displacement.</summary>
    private static ReadOnlySpan<byte> GeneralDynamicLea => [0x66, 0x48, 0x8d, 0x3d];

    /// <summary><c>data16 data16 rex.w call __tls_get_addr</c> up to its displacement.</summary>
    private static ReadOnlySpan<byte> GeneralDynamicCall => [0x66, 0x66, 0x48, 0xe8];

    /// <summary><c>mov %fs:0, %rax; lea x@tpoff(%rax), %rax</c>, sixteen bytes like the sequence that it replaces.</summary>
    private static ReadOnlySpan<byte> LocalExec => [0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0, 0x48, 0x8d, 0x80, 0, 0, 0, 0];

    /// <summary>General dynamic to local exec.</summary>
    public static RelocationStatus RelaxGeneralDynamic(Span<byte> section, in Relocation relocation, in RelocationValues values)
    {
        int start = (int)relocation.Offset - 4;
        if (start < 0 || section.Length - start < LocalExec.Length)
            return RelocationStatus.OutsideSection;
        Span<byte> sequence = section.Slice(start, LocalExec.Length);
        if (!sequence.StartsWith(GeneralDynamicLea) || !sequence[8..].StartsWith(GeneralDynamicCall))
            return RelocationStatus.UnknownSequence;
        LocalExec.CopyTo(sequence);
        // The original field is relative to the end of its instruction: its addend of -4 does not belong to the symbol.
        long offset = (long)(values.Symbol + (ulong)relocation.Addend + 4 - values.ThreadPointer);
        return X64Architecture.WriteSigned32(sequence[12..], offset);
    }

    /// <summary>Initial exec to local exec: a load from the table becomes an immediate, an addition a <c>lea</c>.</summary>
    public static RelocationStatus RelaxInitialExec(Span<byte> section, in Relocation relocation, in RelocationValues values)
    {
        int offset = (int)relocation.Offset;
        if (offset < 3)
            return RelocationStatus.OutsideSection;
        ref byte rex = ref section[offset - 3];
        byte opcode = section[offset - 2];
        int register = (section[offset - 1] >> 3) & 7;
        if (rex is not (RexW or RexWR) || opcode is not (MovLoad or AddLoad))
            return RelocationStatus.UnknownSequence;
        bool isExtended = rex == RexWR;
        if (opcode == AddLoad && register != StackPointer)
        {
            rex = isExtended ? RexWRB : RexW;
            section[offset - 2] = Lea;
            section[offset - 1] = (byte)(0x80 | (register << 3) | register);
        }
        else
        {
            // The register moves from ModRM.reg (REX.R) to ModRM.rm (REX.B). rsp and r12 have no short base form.
            rex = isExtended ? RexWB : RexW;
            section[offset - 2] = opcode == MovLoad ? MovImmediate : ArithmeticImmediate;
            section[offset - 1] = (byte)(0xc0 | register);
        }
        long value = (long)(values.Symbol + (ulong)relocation.Addend + 4 - values.ThreadPointer);
        return X64Architecture.WriteSigned32(section.Slice(offset, 4), value);
    }
}
