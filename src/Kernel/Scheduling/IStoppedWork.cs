namespace Hermit.Scheduling;

/// <summary>What CPUs do while the world is stopped.</summary>
public interface IStoppedWork
{
    /// <summary>Runs on an idle thread, with interrupts masked; does not block.</summary>
    static abstract void Run();
}
