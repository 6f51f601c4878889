namespace Hermit.Machine;

/// <summary>What CPUs are asked to do by a <see cref="Rendezvous"/>.</summary>
internal interface IRendezvousAction
{
    /// <summary>Does it, on the CPU that runs the caller, with interrupts masked.</summary>
    void Run();
}
