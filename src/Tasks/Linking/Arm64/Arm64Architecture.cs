using System.Buffers.Binary;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using static LibObjectFile.Elf.ElfNative;

namespace Hermit.Tasks.Linking.Arm64;

/// <summary>Relocations of AArch64 ("ELF for the Arm 64-bit Architecture", chapter 5.7).</summary>
internal sealed class Arm64Architecture : Architecture
{
    /// <summary>Bytes before the thread's variables that the ABI keeps for the system.</summary>
    private const ulong ThreadControlBlockSize = 16;

    private const uint Branch = 0x1400_0000;
    private const uint AdrpX0 = 0x9000_0000;
    private const uint AddX0 = 0x9100_0000;

    public override ElfArch Machine => ElfArch.AARCH64;

    public override string EntryPoint => "HermitEntry";

    /// <summary>Behind the header of the flat form, which starts at a multiple of 2 MiB. RAM of QEMU's <c>virt</c> begins at 1 GiB, with the device tree.</summary>
    public override ulong BaseAddress => FlatImage.Start + FlatImage.HeaderPage;

    public override bool HasFlatForm => true;

    /// <summary><c>udf #0</c>.</summary>
    public override byte CodeFiller => 0;

    public override int MissingEntryPointSize => 12;

    public override bool IsNone(uint type) => type is 0 or 256;

    public override bool ConsumesNext(uint type) => false;

    public override bool NeedsGotSlot(ReadOnlySpan<byte> section, in Relocation relocation) =>
        relocation.Type is R_AARCH64_ADR_GOT_PAGE or R_AARCH64_LD64_GOT_LO12_NC;

    /// <summary>Variant I: the template follows the control block that the thread pointer points to.</summary>
    public override ulong ThreadPointer(ulong start, ulong memorySize, ulong alignment) =>
        start - AddressMath.AlignUp(ThreadControlBlockSize, Math.Max(alignment, 1));

    public override RelocationStatus Apply(Span<byte> section, in Relocation relocation, in RelocationValues values)
    {
        if (IsNone(relocation.Type))
            return RelocationStatus.Applied;
        var type = relocation.Type;
        int size = type is R_AARCH64_ABS64 or R_AARCH64_PREL64 ? 8 : type is R_AARCH64_ABS16 or R_AARCH64_PREL16 ? 2 : 4;
        if (relocation.Offset > (ulong)section.Length || (ulong)size > (ulong)section.Length - relocation.Offset)
            return RelocationStatus.OutsideSection;
        Span<byte> field = section.Slice((int)relocation.Offset, size);
        ulong absolute = values.Symbol + (ulong)relocation.Addend;
        long relative = (long)(absolute - values.Place);
        switch (type)
        {
            case R_AARCH64_ABS64:
                BinaryPrimitives.WriteUInt64LittleEndian(field, absolute);
                return RelocationStatus.Applied;
            case R_AARCH64_PREL64:
                BinaryPrimitives.WriteInt64LittleEndian(field, relative);
                return RelocationStatus.Applied;
            case R_AARCH64_ABS32:
                return WriteData32(field, (long)absolute);
            case R_AARCH64_PREL32:
                return WriteData32(field, relative);
            case R_AARCH64_ABS16:
                return WriteData16(field, (long)absolute);
            case R_AARCH64_PREL16:
                return WriteData16(field, relative);
            default:
                return ApplyInstruction(field, type, relocation.Addend, values);
        }
    }

    private static RelocationStatus ApplyInstruction(Span<byte> field, uint type, long addend, in RelocationValues values)
    {
        ulong absolute = values.Symbol + (ulong)addend;
        long relative = (long)(absolute - values.Place);
        ulong got = values.GotSlot + (ulong)addend;
        return type switch
        {
            R_AARCH64_CALL26 or R_AARCH64_JUMP26 => Arm64Instruction.SetBranch(field, relative, bits: 26, shift: 0),
            R_AARCH64_CONDBR19 or R_AARCH64_LD_PREL_LO19 => Arm64Instruction.SetBranch(field, relative, bits: 19, shift: 5),
            R_AARCH64_TSTBR14 => Arm64Instruction.SetBranch(field, relative, bits: 14, shift: 5),
            R_AARCH64_ADR_PREL_LO21 => Arm64Instruction.SetAdr(field, relative),
            R_AARCH64_ADR_PREL_PG_HI21 => Arm64Instruction.SetPage(field, absolute, values.Place, check: true),
            R_AARCH64_ADR_PREL_PG_HI21_NC => Arm64Instruction.SetPage(field, absolute, values.Place, check: false),
            R_AARCH64_ADD_ABS_LO12_NC => Arm64Instruction.SetImmediate12(field, absolute & 0xfff),
            R_AARCH64_LDST8_ABS_LO12_NC => Arm64Instruction.SetScaled12(field, absolute, 0),
            R_AARCH64_LDST16_ABS_LO12_NC => Arm64Instruction.SetScaled12(field, absolute, 1),
            R_AARCH64_LDST32_ABS_LO12_NC => Arm64Instruction.SetScaled12(field, absolute, 2),
            R_AARCH64_LDST64_ABS_LO12_NC => Arm64Instruction.SetScaled12(field, absolute, 3),
            R_AARCH64_LDST128_ABS_LO12_NC => Arm64Instruction.SetScaled12(field, absolute, 4),
            R_AARCH64_ADR_GOT_PAGE => Arm64Instruction.SetPage(field, got, values.Place, check: true),
            R_AARCH64_LD64_GOT_LO12_NC => Arm64Instruction.SetScaled12(field, got, 3),
            >= R_AARCH64_MOVW_UABS_G0 and <= R_AARCH64_MOVW_UABS_G3 => Arm64Instruction.SetMove(field, type, absolute),
            _ => Arm64Relaxation.ApplyThreadLocal(field, type, absolute - values.ThreadPointer),
        };
    }

    public override void WriteMissingEntryPoint(Span<byte> code, ulong address, ulong name, ulong handler)
    {
        // adrp x0, name; add x0, x0, :lo12:name; b handler
        BinaryPrimitives.WriteUInt32LittleEndian(code, AdrpX0);
        BinaryPrimitives.WriteUInt32LittleEndian(code[4..], AddX0);
        BinaryPrimitives.WriteUInt32LittleEndian(code[8..], Branch);
        Arm64Instruction.SetPage(code, name, address, check: true);
        Arm64Instruction.SetImmediate12(code[4..], name & 0xfff);
        Arm64Instruction.SetBranch(code[8..], (long)(handler - (address + 8)), bits: 26, shift: 0);
    }

    public override bool IsMissingEntryPoint(ReadOnlySpan<byte> code, ulong address, ulong handler)
    {
        Span<byte> jump = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(jump, Branch);
        return Arm64Instruction.SetBranch(jump, (long)(handler - (address + 8)), bits: 26, shift: 0) == RelocationStatus.Applied && code[8..].SequenceEqual(jump);
    }

    /// <summary>The ABI lets a 32-bit datum be read as signed or unsigned.</summary>
    private static RelocationStatus WriteData32(Span<byte> field, long value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(field, (int)value);
        return value is >= int.MinValue and <= uint.MaxValue ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    private static RelocationStatus WriteData16(Span<byte> field, long value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(field, (short)value);
        return value is >= short.MinValue and <= ushort.MaxValue ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }
}
