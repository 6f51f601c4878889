namespace Hermit.Machine;

/// <summary>What a driver does when its device interrupts.</summary>
public interface IInterruptHandler
{
    /// <summary>Runs with interrupts masked, on an interrupt stack; must not block.</summary>
    /// <param name="argument">What the driver passed when it enabled the interrupt: which of its devices, for instance.</param>
    static abstract void OnInterrupt(nuint argument);
}
