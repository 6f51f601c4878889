namespace Hermit.Machine;

/// <summary>What a driver does when its device interrupts.</summary>
public interface IInterruptHandler
{
    /// <summary>Runs with interrupts masked, on an interrupt stack; must not block.</summary>
    static abstract void OnInterrupt();
}
