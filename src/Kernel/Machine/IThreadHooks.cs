namespace Hermit.Machine;

/// <summary>What the scheduler does where a thread begins, ends, or is interrupted for another one. Interrupts are masked in all of them.</summary>
public interface IThreadHooks
{
    /// <summary>A new thread runs for the first time, on its own stack.</summary>
    static abstract void OnStarted();

    /// <summary>The function of a thread has returned. Does not return itself.</summary>
    static abstract void OnReturned();

    /// <summary>An interrupted thread makes way, with all its registers saved; returns when it runs again.</summary>
    static abstract void OnPreempted();
}
