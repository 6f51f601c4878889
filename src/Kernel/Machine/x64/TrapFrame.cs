using System.Diagnostics.CodeAnalysis;

namespace Hermit.Machine;

/// <summary>An interrupted thread, as a handler sees it: it may look at the registers. Changing them takes unsafe code, for the thread goes on with them.</summary>
public readonly ref struct TrapFrame
{
    private readonly ref TrapRegisters _registers;

    /// <summary>The frame whose registers are there.</summary>
    internal TrapFrame(ref TrapRegisters registers)
    {
        _registers = ref registers;
    }

    /// <summary>The registers.</summary>
    public ref readonly TrapRegisters Registers => ref _registers;

    /// <summary>The interrupt vector.</summary>
    public ulong Vector => _registers.Vector;

    /// <summary>What that is (Intel SDM vol. 3, table 6-1).</summary>
    public TrapKind Kind => Vector switch
    {
        2 => TrapKind.NonMaskable,
        14 => TrapKind.PageFault,
        18 => TrapKind.MachineCheck,
        _ => TrapKind.Other,
    };

    /// <summary>Where the thread was.</summary>
    public ulong InstructionPointer => _registers.Rip;

    /// <summary>Its stack.</summary>
    public ulong StackPointer => _registers.Rsp;

    /// <summary>What the exception says about itself; 0 for most.</summary>
    public ulong ErrorCode => _registers.ErrorCode;

    /// <summary>The registers, to be changed.</summary>
    /// <remarks>Safety: the thread can go on with what they are then.</remarks>
    [RequiresUnsafe]
    public ref TrapRegisters Change() => ref _registers;

    /// <summary>Has the thread go on at an instruction, with the registers that it has.</summary>
    /// <remarks>Safety: it can.</remarks>
    [RequiresUnsafe]
    public void GoOnAt(ulong instruction) => _registers.Rip = instruction;
}
