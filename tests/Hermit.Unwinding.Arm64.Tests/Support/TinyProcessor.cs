using System.Buffers.Binary;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>
/// Executes what prologues and epilogues do to stack, frame pointer and saved registers (Arm ARM, chapter C6): the oracle for frames that are
/// interrupted within them. Instructions that do nothing to those are passed over.
/// </summary>
internal sealed class TinyProcessor
{
    public const ulong StackStart = 0x7000_0000;
    public const int StackWords = 4096;

    private const int StackPointer = 31;
    private const int FirstVector = 64;

    private readonly ulong[] _general = new ulong[32];
    private readonly ulong[] _vector = new ulong[32];

    public TinyProcessor()
    {
        for (int register = 0; register < 31; register++)
            _general[register] = 0x1_0000_0000ul * (ulong)(register + 1);
        for (int register = 0; register < 32; register++)
            _vector[register] = 0x55_0000_0000ul + (ulong)register;
        // A caller's frame is above, with its own frame pointer in it.
        _general[StackPointer] = StackStart + StackWords * 8 - 1024;
        _general[29] = _general[StackPointer] + 256;
    }

    public ulong[] Stack { get; } = new ulong[StackWords];

    /// <summary>Whether an instruction could not be followed.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The registers as an unwinder is given them.</summary>
    public UnwindRegisters Registers(ulong instruction)
    {
        UnwindRegisters registers = default;
        for (int register = DwarfRegisters.X19; register <= DwarfRegisters.Sp; register++)
            registers.TrySet(register, _general[register]);
        for (int register = 8; register < 16; register++)
            registers.TrySet(FirstVector + register, _vector[register]);
        registers.InstructionPointer = instruction;
        return registers;
    }

    public void Execute(ReadOnlySpan<byte> code)
    {
        uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(code);
        int first = (int)(instruction & 31), source = (int)((instruction >> 5) & 31), second = (int)((instruction >> 10) & 31);
        switch (instruction >> 22)
        {
            // Pairs of 64 bits: opc, 101, V, mode, L.
            case 0b1010100010 or 0b1010100011 or 0b1010100100 or 0b1010100101 or 0b1010100110 or 0b1010100111
                or 0b0110110010 or 0b0110110011 or 0b0110110100 or 0b0110110101 or 0b0110110110 or 0b0110110111:
                Pair(instruction, first, second, source);
                break;
            // ADD and SUB of an immediate, 64 bits, without and with the shift.
            case 0b1001000100 or 0b1001000101 or 0b1101000100 or 0b1101000101:
                AddImmediate(instruction, first, source);
                break;
            // LDR and STR of one register: with an unsigned offset, or indexed before or after.
            case 0b1111100100 or 0b1111100101 or 0b1111100000 or 0b1111100001 or 0b1111110100 or 0b1111110101 or 0b1111110000 or 0b1111110001:
                Single(instruction, first, source);
                break;
            default:
                // ADD and SUB of an extended register; the amount of a large frame is computed.
                IsLost |= (instruction & 0xBFE0_0000) == 0x8B20_0000 && first == StackPointer;
                break;
        }
    }

    private void Pair(uint instruction, int first, int second, int source)
    {
        if (source != StackPointer)
            return;
        bool isVector = (instruction & (1 << 26)) != 0, isLoad = (instruction & (1 << 22)) != 0;
        long offset = ((int)(instruction << 10) >> 25) * 8;
        uint mode = (instruction >> 23) & 3;
        ulong address = _general[StackPointer] + (ulong)(mode == 1 ? 0 : offset);
        Move(isVector, isLoad, first, address);
        Move(isVector, isLoad, second, address + 8);
        if (mode != 2)
            _general[StackPointer] += (ulong)offset;
    }

    private void Single(uint instruction, int register, int source)
    {
        if (source != StackPointer)
            return;
        bool isVector = (instruction & (1 << 26)) != 0, isLoad = (instruction & (1 << 22)) != 0;
        if ((instruction & (1 << 24)) != 0)
        {
            Move(isVector, isLoad, register, _general[StackPointer] + ((instruction >> 10) & 0xFFF) * 8);
            return;
        }
        long offset = (int)(instruction << 11) >> 23;
        uint mode = (instruction >> 10) & 3;
        if (mode is 1 or 3)
        {
            Move(isVector, isLoad, register, _general[StackPointer] + (ulong)(mode == 3 ? offset : 0));
            _general[StackPointer] += (ulong)offset;
        }
    }

    private void AddImmediate(uint instruction, int target, int source)
    {
        if (target is not (StackPointer or 29))
            return;
        ulong amount = (ulong)((instruction >> 10) & 0xFFF) << ((instruction & (1 << 22)) != 0 ? 12 : 0);
        IsLost |= source is not (StackPointer or 29);
        _general[target] = (instruction & (1 << 30)) != 0 ? _general[source] - amount : _general[source] + amount;
    }

    private void Move(bool isVector, bool isLoad, int register, ulong address)
    {
        ulong word = (address - StackStart) / 8;
        if (word >= StackWords || (register == StackPointer && !isVector))
        {
            // The zero register; or an argument of the caller's far away.
            IsLost |= word >= StackWords;
            return;
        }
        ref ulong value = ref (isVector ? _vector : _general)[register];
        if (isLoad)
            value = Stack[word];
        else
            Stack[word] = value;
    }
}
