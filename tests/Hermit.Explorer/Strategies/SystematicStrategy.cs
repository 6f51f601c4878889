namespace Hermit.Explorer;

/// <summary>
/// Depth-first search over all choices. Without a preemption bound it uses sleep sets (Godefroid, "Partial-Order Methods for the Verification of
/// Concurrent Systems"): a step that was explored first from some state need not be tried again after steps that commute with it. Both together would
/// be unsound, as the bound may cut off the one order that the sleep set keeps.
/// </summary>
internal sealed class SystematicStrategy(int? preemptionBound) : IStrategy
{
    private readonly List<Node> _path = [];
    private List<Candidate> _sleeping = [];
    private int _depth;
    private int _preemptions;

    /// <summary>Prepares the next execution. Returns <see langword="false"/> when there is none.</summary>
    public bool Advance()
    {
        while (_path.Count > 0 && ++_path[^1].Index >= _path[^1].Count)
        {
            _path.RemoveAt(_path.Count - 1);
        }

        return _path.Count > 0;
    }

    /// <summary>Starts an execution.</summary>
    public void Begin()
    {
        _depth = 0;
        _preemptions = 0;
        _sleeping = [];
    }

    /// <inheritdoc/>
    public int PickActor(List<Candidate> candidates, bool currentCanRun)
    {
        if (_depth == _path.Count)
        {
            List<Candidate> awake = Explorable(candidates, currentCanRun);
            if (awake.Count == 0)
            {
                return IStrategy.Redundant;
            }

            _path.Add(new Node(awake, _sleeping));
        }

        Node node = _path[_depth++];
        Candidate picked = node.Candidates[node.Index];
        if (preemptionBound is null)
        {
            _sleeping = [.. node.Sleeping.Concat(node.Candidates.Take(node.Index)).Where(picked.CommutesWith)];
        }
        else if (currentCanRun && !picked.IsInterrupt && picked.Actor != candidates[0].Actor)
        {
            _preemptions++;
        }

        int index = candidates.FindIndex(candidate => candidate.Actor == picked.Actor);
        return index >= 0 ? index : throw new InvalidOperationException("The scenario is not deterministic: it did not repeat its own steps.");
    }

    /// <inheritdoc/>
    public int PickStore(int count)
    {
        if (_depth == _path.Count)
        {
            _path.Add(new Node(count));
        }

        Node node = _path[_depth++];
        return node.Count == count ? node.Index : throw new InvalidOperationException("The scenario is not deterministic: it did not repeat its own steps.");
    }

    private List<Candidate> Explorable(List<Candidate> candidates, bool currentCanRun)
    {
        if (preemptionBound is null)
        {
            return [.. candidates.Where(candidate => !_sleeping.Exists(sleeper => sleeper.Actor == candidate.Actor))];
        }

        bool mayPreempt = !currentCanRun || _preemptions < preemptionBound;
        return [.. candidates.Where((candidate, index) => mayPreempt || index == 0 || candidate.IsInterrupt)];
    }

    private sealed class Node
    {
        public Node(List<Candidate> candidates, List<Candidate> sleeping)
        {
            Candidates = candidates;
            Sleeping = sleeping;
            Count = candidates.Count;
        }

        public Node(int count)
        {
            Candidates = [];
            Sleeping = [];
            Count = count;
        }

        public List<Candidate> Candidates { get; }

        public List<Candidate> Sleeping { get; }

        public int Count { get; }

        public int Index { get; set; }
    }
}
