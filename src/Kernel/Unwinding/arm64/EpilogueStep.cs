namespace Hermit.Unwinding;

/// <summary>An instruction that takes a frame down: it loads registers from the stack, or gives stack back (Arm ARM, C4.1).</summary>
internal readonly struct EpilogueStep
{
    private const uint StackPointer = 31;
    private const uint FramePointer = 29;
    private const uint Link = 30;
    private const int VectorNumber = 64;

    // LDP of two X or D registers with an offset, or with the offset added to the base afterwards.
    private const uint PairMask = 0x3BC0_0000;
    private const uint Pair = 0x2940_0000;
    private const uint PairAfter = 0x28C0_0000;

    // LDR of one X or D register, with an unsigned offset or one that is added afterwards.
    private const uint SingleMask = 0xFBC0_0000;
    private const uint Single = 0xF940_0000;
    private const uint SingleAfterMask = 0xFBE0_0C00;
    private const uint SingleAfter = 0xF840_0400;

    private const uint VectorBit = 1 << 26;

    // ADD and SUB of an immediate, of 64 bits.
    private const uint AddMask = 0xFF80_0000;
    private const uint Add = 0x9100_0000;
    private const uint Subtract = 0xD100_0000;

    private readonly Kind _kind;
    private readonly int _first;
    private readonly int _second;
    private readonly int _offset;
    private readonly int _adjustment;

    /// <summary>Decodes an instruction.</summary>
    public EpilogueStep(uint instruction)
    {
        this = default;
        uint register = instruction & 31;
        uint baseRegister = (instruction >> 5) & 31;
        int numbers = (instruction & VectorBit) != 0 ? VectorNumber : 0;
        if ((instruction & AddMask) is Add or Subtract)
        {
            if (register != StackPointer || baseRegister is not (StackPointer or FramePointer))
            {
                return;
            }

            int amount = (int)((instruction >> 10) & 0xFFF) << ((instruction & (1 << 22)) != 0 ? 12 : 0);
            _adjustment = (instruction & AddMask) == Add ? amount : -amount;
            _kind = baseRegister == FramePointer ? Kind.FromFrame : Kind.Adjust;
        }
        else if (baseRegister == StackPointer)
        {
            _first = numbers + (int)register;
            (_kind, _offset, _adjustment) = DecodeLoad(instruction);
            _second = _kind == Kind.LoadPair ? numbers + (int)((instruction >> 10) & 31) : -1;
        }
    }

    private enum Kind
    {
        Other,
        Load,
        LoadPair,
        Adjust,
        FromFrame,
    }

    /// <summary>Whether it is one.</summary>
    public bool IsKnown => _kind != Kind.Other;

    /// <summary>Whether it loads the register that <c>ret</c> goes to.</summary>
    public bool LoadsLink => _kind is Kind.Load or Kind.LoadPair && (_first == Link || _second == Link);

    /// <summary>Does to <paramref name="registers"/> what the instruction does. False when it would read outside of the stack.</summary>
    public bool TryApply(ref UnwindRegisters registers, StackWords stack)
    {
        ulong from = registers.StackPointer + (ulong)_offset;
        switch (_kind)
        {
            case Kind.FromFrame:
                registers.StackPointer = registers.FramePointer + (ulong)_adjustment;
                return true;
            case Kind.Load or Kind.LoadPair:
                if (!stack.TryRead(from, out ulong first) || !stack.TryRead(_kind == Kind.LoadPair ? from + sizeof(ulong) : from, out ulong second))
                {
                    return false;
                }

                registers.TrySet(_first, first);
                if (_kind == Kind.LoadPair)
                {
                    registers.TrySet(_second, second);
                }

                break;
        }

        registers.StackPointer += (ulong)_adjustment;
        return true;
    }

    private static (Kind Kind, int Offset, int Adjustment) DecodeLoad(uint instruction)
    {
        // Seven bits at 15, in words; twelve at 10, in words; nine at 12, in bytes.
        int pairOffset = ((int)(instruction << 10) >> 25) * sizeof(ulong);
        bool isVector = (instruction & VectorBit) != 0;
        // Of the general registers bit 31 alone says 64 bits, of the vector registers bit 30 alone.
        bool isDouble = (instruction >> 30) == (isVector ? 1u : 2u);
        if (isDouble && (instruction & PairMask) is Pair or PairAfter)
        {
            return (instruction & PairMask) == Pair ? (Kind.LoadPair, pairOffset, 0) : (Kind.LoadPair, 0, pairOffset);
        }

        if ((instruction & SingleMask) == Single)
        {
            return (Kind.Load, (int)((instruction >> 10) & 0xFFF) * sizeof(ulong), 0);
        }

        return (instruction & SingleAfterMask) == SingleAfter ? (Kind.Load, 0, (int)(instruction << 11) >> 23) : (Kind.Other, 0, 0);
    }
}
