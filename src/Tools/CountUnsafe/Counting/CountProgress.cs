namespace Hermit.CountUnsafe.Counting;

/// <summary>How far the count is; written by the workers, read by the display.</summary>
internal sealed class CountProgress
{
    private int _done;
    private int _total;
    private volatile string _step = "Evaluating projects";

    /// <summary>What is being done.</summary>
    public string Step
    {
        get => _step;
        set => _step = value;
    }

    /// <summary>Work steps to do, 0 until they are known. Each file has two: parsing and counting.</summary>
    public int Total
    {
        get => Volatile.Read(ref _total);
        set => Volatile.Write(ref _total, value);
    }

    /// <summary>Work steps done.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Notes <paramref name="steps"/> steps as done.</summary>
    public void Advance(int steps = 1) => Interlocked.Add(ref _done, steps);
}
