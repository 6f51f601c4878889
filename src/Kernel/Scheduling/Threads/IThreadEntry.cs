namespace Hermit.Scheduling;

/// <summary>What a kernel thread does.</summary>
public interface IThreadEntry
{
    /// <summary>Runs on the new thread, which ends when this returns.</summary>
    static abstract void Run(nuint argument);
}
