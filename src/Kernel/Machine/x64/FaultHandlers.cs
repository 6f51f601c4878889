namespace Hermit.Machine;

/// <summary>The members of an <see cref="IFaultHandler"/>.</summary>
internal readonly unsafe struct FaultHandlers
{
    /// <summary>Collects them.</summary>
    public FaultHandlers(delegate*<ref TrapFrame, void> exception, delegate*<void> timer, delegate*<ref TrapFrame, void> beforePreemption)
    {
        Exception = exception;
        Timer = timer;
        BeforePreemption = beforePreemption;
    }

    /// <summary><see cref="IFaultHandler.OnException"/>.</summary>
    public delegate*<ref TrapFrame, void> Exception { get; }

    /// <summary><see cref="IFaultHandler.OnTimer"/>.</summary>
    public delegate*<void> Timer { get; }

    /// <summary><see cref="IFaultHandler.BeforePreemption"/>.</summary>
    public delegate*<ref TrapFrame, void> BeforePreemption { get; }
}
