using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using static LibObjectFile.Elf.ElfNative;

namespace Hermit.Tasks.Linking.X64;

/// <summary>
/// Rewrites accesses through the global offset table into direct ones (x86-64 psABI appendix B, "Optimize GOTPCRELX
/// Relocations"): in a static image below 2 GiB the symbol itself is always in reach.
/// </summary>
internal static class X64GotRelaxation
{
    private const byte MovLoad = 0x8b;
    private const byte Lea = 0x8d;
    private const byte Test = 0x85;
    private const byte TestImmediate = 0xf7;
    private const byte ArithmeticMask = 0xc7;
    private const byte ArithmeticLoad = 0x03;
    private const byte ArithmeticImmediate = 0x81;
    private const byte Group5 = 0xff;
    private const byte CallIndirect = 0x15;
    private const byte JumpIndirect = 0x25;
    private const byte AddressSizePrefix = 0x67;
    private const byte CallRelative = 0xe8;
    private const byte JumpRelative = 0xe9;
    private const byte Nop = 0x90;
    private const byte RexR = 0x04;

    /// <summary>True when the instruction has a form that does without the table.</summary>
    public static bool IsPossible(ReadOnlySpan<byte> section, in Relocation relocation)
    {
        bool hasRex = relocation.Type == R_X86_64_REX_GOTPCRELX;
        ulong before = hasRex ? 3ul : 2ul;
        if (relocation.Offset < before || relocation.Offset + 4 > (ulong)section.Length || relocation.Addend != -4)
            return false;
        byte opcode = section[(int)relocation.Offset - 2];
        byte modRm = section[(int)relocation.Offset - 1];
        if (opcode == MovLoad)
            return true;
        return hasRex ? IsArithmetic(opcode) : opcode == Group5 && modRm is CallIndirect or JumpIndirect;
    }

    /// <summary>
    /// Turns a load into a <c>lea</c>, an indirect call or jump into a direct one, an arithmetic operand into an immediate.
    /// </summary>
    public static RelocationStatus Apply(Span<byte> section, in Relocation relocation, in RelocationValues values)
    {
        int offset = (int)relocation.Offset;
        long displacement = (long)(values.Symbol + (ulong)relocation.Addend - values.Place);
        Span<byte> field = section.Slice(offset, 4);
        if (section[offset - 2] == MovLoad)
        {
            section[offset - 2] = Lea;
            return X64Architecture.WriteSigned32(field, displacement);
        }
        if (relocation.Type == R_X86_64_REX_GOTPCRELX)
        {
            MakeImmediate(section.Slice(offset - 3, 3));
            return X64Architecture.WriteSigned32(field, (long)values.Symbol);
        }
        if (section[offset - 1] == CallIndirect)
        {
            section[offset - 2] = AddressSizePrefix;
            section[offset - 1] = CallRelative;
            return X64Architecture.WriteSigned32(field, displacement);
        }
        // The direct jump is one byte shorter, so its displacement starts one byte earlier.
        section[offset - 2] = JumpRelative;
        section[offset + 3] = Nop;
        return X64Architecture.WriteSigned32(section.Slice(offset - 1, 4), displacement + 1);
    }

    private static bool IsArithmetic(byte opcode) => opcode == Test || (opcode & ArithmeticMask) == ArithmeticLoad;

    /// <summary>REX, opcode, ModRM: the register moves from ModRM.reg (REX.R) to ModRM.rm (REX.B).</summary>
    private static void MakeImmediate(Span<byte> instruction)
    {
        byte opcode = instruction[1];
        byte register = (byte)((instruction[2] >> 3) & 7);
        instruction[0] = (byte)((instruction[0] & ~RexR) | ((instruction[0] & RexR) >> 2));
        if (opcode == Test)
        {
            instruction[1] = TestImmediate;
            instruction[2] = (byte)(0xc0 | register);
            return;
        }
        // Bits 3 to 5 of the opcode are the operation, as in ModRM.reg of the immediate form.
        instruction[1] = ArithmeticImmediate;
        instruction[2] = (byte)(0xc0 | (opcode & 0x38) | register);
    }
}
