namespace Hermit.Explorer;

/// <summary>Makes recorded choices again; past their end, the first of whatever there is.</summary>
internal sealed class ReplayStrategy(IReadOnlyList<int> choices) : IStrategy
{
    private int _next;

    /// <inheritdoc/>
    public int PickActor(List<Candidate> candidates, bool currentCanRun) => Pick(candidates.Count);

    /// <inheritdoc/>
    public int PickStore(int count) => Pick(count);

    private int Pick(int count)
    {
        int choice = _next < choices.Count ? choices[_next] : 0;
        _next++;
        return choice < count ? choice : throw new InvalidOperationException("The schedule does not belong to this scenario: it picks what there is not.");
    }
}
