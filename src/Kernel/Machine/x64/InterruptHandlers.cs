namespace Hermit.Machine;

/// <summary>The upper layers' handlers. All run with interrupts masked, on an interrupt stack.</summary>
public readonly unsafe struct InterruptHandlers
{
    /// <summary>Collects the handlers.</summary>
    public InterruptHandlers(delegate*<ref TrapFrame, void> exception, delegate*<void> timer, delegate*<ref TrapFrame, void> beforePreemption)
    {
        Exception = exception;
        Timer = timer;
        BeforePreemption = beforePreemption;
    }

    /// <summary>A CPU exception: may change the registers with which the thread goes on.</summary>
    public delegate*<ref TrapFrame, void> Exception { get; }

    /// <summary>The timer fired.</summary>
    public delegate*<void> Timer { get; }

    /// <summary>A thread is about to be preempted where the registers say: may move it to where it can be restarted.</summary>
    public delegate*<ref TrapFrame, void> BeforePreemption { get; }
}
