namespace Hermit.Machine;

/// <summary>What another CPU than the first does once it is set up, on the first of its stacks and with interrupts masked.</summary>
public interface ICpuEntry
{
    /// <summary>Makes the CPU one of those that run threads.</summary>
    static abstract void OnStarted();

    /// <summary>What it does from then on. Does not return.</summary>
    static abstract void Run();
}
