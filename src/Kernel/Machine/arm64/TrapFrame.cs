namespace Hermit.Machine;

/// <summary>An interrupted thread, as a handler sees it: it may look at the registers. Changing them takes unsafe code, for the thread goes on with them.</summary>
public readonly ref struct TrapFrame
{
    private const ulong InstructionAbort = 0x21;
    private const ulong DataAbort = 0x25;

    // Of the status code the kind, without the level: a translation fault, an access flag fault, a permission fault (Arm ARM, D19.2.40).
    private const ulong StatusKind = 0x3C;
    private const ulong Translation = 0x04;
    private const ulong AccessFlag = 0x08;
    private const ulong Permission = 0x0C;

    private readonly ref TrapRegisters _registers;

    /// <summary>The frame whose registers are there.</summary>
    internal TrapFrame(ref TrapRegisters registers)
    {
        _registers = ref registers;
    }

    /// <summary>The registers.</summary>
    public ref readonly TrapRegisters Registers => ref _registers;

    /// <summary>How the thread was interrupted (<see cref="TrapRegisters.Vector"/>).</summary>
    public ulong Vector => _registers.Vector;

    /// <summary>What that is.</summary>
    public TrapKind Kind => (Vector & 3) switch
    {
        0 when ExceptionClass is InstructionAbort or DataAbort && (ErrorCode & StatusKind) is Translation or AccessFlag or Permission => TrapKind.PageFault,
        2 => TrapKind.NonMaskable,
        3 => TrapKind.MachineCheck,
        _ => TrapKind.Other,
    };

    /// <summary>Of an exception of the thread's own, what kind (ESR_EL1.EC).</summary>
    public ulong ExceptionClass => ErrorCode >> 26 & 0x3F;

    /// <summary>Where the thread was.</summary>
    public ulong InstructionPointer => _registers.Pc;

    /// <summary>Its stack.</summary>
    public ulong StackPointer => _registers.Sp;

    /// <summary>What the exception says about itself.</summary>
    public ulong ErrorCode => _registers.Syndrome;

    /// <summary>The registers, to be changed.</summary>
    /// <remarks>Safety: the thread can go on with what they are then.</remarks>
    [RequiresUnsafe]
    public ref TrapRegisters Change() => ref _registers;

    /// <summary>Has the thread go on at an instruction, with the registers that it has.</summary>
    /// <remarks>Safety: it can.</remarks>
    [RequiresUnsafe]
    public void GoOnAt(ulong instruction) => _registers.Pc = instruction;
}
