namespace Hermit.Explorer;

/// <summary>Decides what happens next wherever an execution has a choice.</summary>
internal interface IStrategy
{
    /// <summary>An answer of <see cref="PickActor"/>: whatever comes now has been explored already.</summary>
    const int Redundant = -1;

    /// <summary>
    /// Picks one of <paramref name="candidates"/>; if <paramref name="currentCanRun"/>, the first one is the thread that ran last, and another thread is a preemption.
    /// </summary>
    int PickActor(List<Candidate> candidates, bool currentCanRun);

    /// <summary>Picks one of <paramref name="count"/> stores that a load may read, 0 being the newest.</summary>
    int PickStore(int count);
}
