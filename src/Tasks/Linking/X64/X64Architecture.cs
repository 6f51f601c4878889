using System.Buffers.Binary;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using static LibObjectFile.Elf.ElfNative;

namespace Hermit.Tasks.Linking.X64;

/// <summary>Relocations of x86-64 (x86-64 psABI, chapter 4.4).</summary>
internal sealed class X64Architecture : Architecture
{
    private const byte Int3 = 0xcc;
    private const byte JumpRelative = 0xe9;

    public override ElfArch Machine => ElfArch.X86_64;

    /// <summary>The PVH entry: 32-bit protected mode.</summary>
    public override string EntryPoint => "HermitEntry32";

    public override ulong BaseAddress => 0x20_0000;

    public override byte CodeFiller => Int3;

    public override int MissingEntryPointSize => 12;

    public override bool IsNone(uint type) => type == R_X86_64_NONE;

    public override bool ConsumesNext(uint type) => type == R_X86_64_TLSGD;

    public override bool NeedsGotSlot(ReadOnlySpan<byte> section, in Relocation relocation) => relocation.Type switch
    {
        R_X86_64_GOTPCREL => true,
        R_X86_64_GOTPCRELX or R_X86_64_REX_GOTPCRELX => !X64GotRelaxation.IsPossible(section, relocation),
        _ => false,
    };

    /// <summary>Variant II: the template ends at the thread pointer.</summary>
    public override ulong ThreadPointer(ulong start, ulong memorySize, ulong alignment) =>
        AddressMath.AlignUp(start + memorySize, alignment);

    public override RelocationStatus Apply(Span<byte> section, in Relocation relocation, in RelocationValues values)
    {
        var type = relocation.Type;
        int size = FieldSize(type);
        if (size < 0)
            return RelocationStatus.Unsupported;
        if (relocation.Offset > (ulong)section.Length || (ulong)size > (ulong)section.Length - relocation.Offset)
            return RelocationStatus.OutsideSection;
        Span<byte> field = section.Slice((int)relocation.Offset, size);
        ulong absolute = values.Symbol + (ulong)relocation.Addend;
        long relative = (long)(absolute - values.Place);
        switch (type)
        {
            case R_X86_64_NONE:
                return RelocationStatus.Applied;
            case R_X86_64_64:
                BinaryPrimitives.WriteUInt64LittleEndian(field, absolute);
                return RelocationStatus.Applied;
            case R_X86_64_PC64:
                BinaryPrimitives.WriteInt64LittleEndian(field, relative);
                return RelocationStatus.Applied;
            case R_X86_64_32:
                BinaryPrimitives.WriteUInt32LittleEndian(field, (uint)absolute);
                return absolute <= uint.MaxValue ? RelocationStatus.Applied : RelocationStatus.Overflow;
            case R_X86_64_32S:
                return WriteSigned32(field, (long)absolute);
            case R_X86_64_PC32 or R_X86_64_PLT32:
                return WriteSigned32(field, relative);
            case R_X86_64_16 or R_X86_64_8:
                return WriteSmall(field, (long)absolute, allowUnsigned: true);
            case R_X86_64_PC16 or R_X86_64_PC8:
                return WriteSmall(field, relative, allowUnsigned: false);
            case R_X86_64_GOTPCREL:
                return WriteSigned32(field, (long)(values.GotSlot + (ulong)relocation.Addend - values.Place));
            case R_X86_64_GOTPCRELX or R_X86_64_REX_GOTPCRELX:
                return X64GotRelaxation.IsPossible(section, relocation)
                    ? X64GotRelaxation.Apply(section, relocation, values)
                    : WriteSigned32(field, (long)(values.GotSlot + (ulong)relocation.Addend - values.Place));
            default:
                return ApplyThreadLocal(section, field, relocation, values);
        }
    }

    private static RelocationStatus ApplyThreadLocal(Span<byte> section, Span<byte> field, in Relocation relocation, in RelocationValues values)
    {
        ulong absolute = values.Symbol + (ulong)relocation.Addend;
        switch (relocation.Type)
        {
            case R_X86_64_TPOFF32:
                return WriteSigned32(field, (long)(absolute - values.ThreadPointer));
            case R_X86_64_TPOFF64:
                BinaryPrimitives.WriteUInt64LittleEndian(field, absolute - values.ThreadPointer);
                return RelocationStatus.Applied;
            case R_X86_64_DTPOFF32:
                return WriteSigned32(field, (long)(absolute - values.ThreadStart));
            case R_X86_64_DTPOFF64:
                BinaryPrimitives.WriteUInt64LittleEndian(field, absolute - values.ThreadStart);
                return RelocationStatus.Applied;
            case R_X86_64_TLSGD:
                return X64TlsRelaxation.RelaxGeneralDynamic(section, relocation, values);
            case R_X86_64_GOTTPOFF:
                return X64TlsRelaxation.RelaxInitialExec(section, relocation, values);
            default:
                return RelocationStatus.Unsupported;
        }
    }

    public override void WriteMissingEntryPoint(Span<byte> code, ulong address, ulong name, ulong handler)
    {
        // lea rdi, [rip + name]; jmp handler
        ReadOnlySpan<byte> template = [0x48, 0x8d, 0x3d, 0, 0, 0, 0, 0xe9, 0, 0, 0, 0];
        template.CopyTo(code);
        BinaryPrimitives.WriteInt32LittleEndian(code[3..], (int)(name - (address + 7)));
        BinaryPrimitives.WriteInt32LittleEndian(code[8..], (int)(handler - (address + 12)));
    }

    public override bool IsMissingEntryPoint(ReadOnlySpan<byte> code, ulong address, ulong handler) =>
        code[7] == JumpRelative && address + 12 + (ulong)BinaryPrimitives.ReadInt32LittleEndian(code[8..]) == handler;

    internal static RelocationStatus WriteSigned32(Span<byte> field, long value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(field, (int)value);
        return value is >= int.MinValue and <= int.MaxValue ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    private static RelocationStatus WriteSmall(Span<byte> field, long value, bool allowUnsigned)
    {
        int bits = field.Length * 8;
        long limit = 1L << (allowUnsigned ? bits : bits - 1);
        if (field.Length == 1)
            field[0] = (byte)value;
        else
            BinaryPrimitives.WriteInt16LittleEndian(field, (short)value);
        return value >= -(1L << (bits - 1)) && value < limit ? RelocationStatus.Applied : RelocationStatus.Overflow;
    }

    private static int FieldSize(uint type) => type switch
    {
        R_X86_64_NONE => 0,
        R_X86_64_8 or R_X86_64_PC8 => 1,
        R_X86_64_16 or R_X86_64_PC16 => 2,
        R_X86_64_64 or R_X86_64_PC64 or R_X86_64_DTPOFF64 or R_X86_64_TPOFF64 => 8,
        R_X86_64_32 or R_X86_64_32S or R_X86_64_PC32 or R_X86_64_PLT32 or R_X86_64_GOTPCREL or R_X86_64_GOTPCRELX
            or R_X86_64_REX_GOTPCRELX or R_X86_64_DTPOFF32 or R_X86_64_TPOFF32 or R_X86_64_TLSGD or R_X86_64_GOTTPOFF => 4,
        _ => -1,
    };
}
