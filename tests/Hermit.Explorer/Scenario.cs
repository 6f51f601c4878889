namespace Hermit.Explorer;

/// <summary>
/// What is explored: threads, the interrupts that may arrive on them, and a check at the end. The delegate that fills a scenario is called once for each
/// execution; it makes all state anew, and must not depend on time, randomness or anything else outside.
/// </summary>
public sealed class Scenario
{
    internal List<(string Name, Action Body)> Threads { get; } = [];

    internal List<(string Name, string Thread, Action Handler)> Interrupts { get; } = [];

    internal Action? Check { get; private set; }

    /// <summary>Adds a thread. It runs on a CPU of its own.</summary>
    public void Thread(string name, Action body) => Threads.Add((name, body));

    /// <summary>
    /// Adds an interrupt that arrives on <paramref name="thread"/> at most once, anywhere between two of its steps where it does not mask interrupts.
    /// The handler runs on that thread, with interrupts masked, before the thread goes on.
    /// </summary>
    public void Interrupt(string name, string thread, Action handler) => Interrupts.Add((name, thread, handler));

    /// <summary>Sets the check that runs after all threads have ended; it sees everything that they did.</summary>
    public void Finally(Action check) => Check = check;
}
