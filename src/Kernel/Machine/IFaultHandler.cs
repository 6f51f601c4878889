namespace Hermit.Machine;

/// <summary>What the layers above make of exceptions, the timer and preemption. All run with interrupts masked, on a stack of their own.</summary>
public interface IFaultHandler
{
    /// <summary>A CPU exception. The thread goes on with the registers as they are then.</summary>
    static abstract void OnException(TrapFrame frame);

    /// <summary>The timer fired.</summary>
    static abstract void OnTimer();

    /// <summary>Another CPU says that there is something to run, or nothing may run, here.</summary>
    static abstract void OnReschedule();

    /// <summary>A thread is about to be preempted where the registers say: may move it to where it can be restarted.</summary>
    static abstract void BeforePreemption(TrapFrame frame);
}
