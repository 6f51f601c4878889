namespace Hermit.Explorer;

/// <summary>
/// Probabilistic concurrency testing (Burckhardt et al., "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010): threads have
/// random priorities, and at a few random steps the running one falls behind all others. Stale stores and interrupts are mixed in at random.
/// </summary>
internal sealed class RandomStrategy : IStrategy
{
    private readonly SplitMix _random;
    private readonly Dictionary<int, int> _priorities = [];
    private readonly HashSet<int> _changes = [];
    private readonly int _expectedSteps;
    private int _steps;
    private int _lowest;

    /// <summary>Makes the choices that <paramref name="seed"/> stands for, with <paramref name="changes"/> changes of priority among the first <paramref name="expectedSteps"/> steps.</summary>
    public RandomStrategy(ulong seed, int changes, int expectedSteps)
    {
        _random = new SplitMix(seed);
        _expectedSteps = Math.Max(expectedSteps, 1);
        for (int change = 0; change < changes; change++)
        {
            _changes.Add(_random.Next(_expectedSteps));
        }
    }

    /// <inheritdoc/>
    public int PickActor(List<Candidate> candidates, bool currentCanRun)
    {
        for (int index = 0; index < candidates.Count; index++)
        {
            bool onlyInterrupts = candidates.TrueForAll(candidate => candidate.IsInterrupt);
            if (candidates[index].IsInterrupt && (onlyInterrupts || _random.Next(_expectedSteps) < 4))
            {
                return index;
            }
        }

        int best = Best(candidates);
        if (_changes.Contains(_steps++))
        {
            _priorities[candidates[best].Actor] = --_lowest;
            best = Best(candidates);
        }

        return best;
    }

    /// <inheritdoc/>
    public int PickStore(int count) => _random.Next(2) == 0 ? 0 : _random.Next(count);

    private int Best(List<Candidate> candidates)
    {
        int best = -1;
        for (int index = 0; index < candidates.Count; index++)
        {
            if (!candidates[index].IsInterrupt && (best < 0 || PriorityOf(candidates[index]) > PriorityOf(candidates[best])))
            {
                best = index;
            }
        }

        return best;
    }

    private int PriorityOf(Candidate candidate)
    {
        if (!_priorities.TryGetValue(candidate.Actor, out int priority))
        {
            priority = 1 + _random.Next(1 << 30);
            _priorities[candidate.Actor] = priority;
        }

        return priority;
    }
}
