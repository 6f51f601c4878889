namespace Hermit.Net.Tests.Machines;

/// <summary>Virtual time, and the machines that live in it.</summary>
internal sealed class World
{
    public Instant Now { get; private set; } = Instant.FromNanoseconds(1_000_000_000);

    public List<Node> Nodes { get; } = [];

    public List<Segment> Segments { get; } = [];

    /// <summary>Called after every step: what must always hold, or machines that are not stacks.</summary>
    public Action? OnStep { get; set; }

    public Segment Ethernet()
    {
        var segment = new Segment();
        Segments.Add(segment);
        return segment;
    }

    /// <summary>Lets time pass.</summary>
    public void Run(double seconds)
    {
        Instant end = Now + Duration.FromNanoseconds((long)(seconds * 1e9));
        while (true)
        {
            for (int i = 0; i < 10_000; i++)
            {
                foreach (Node node in Nodes)
                {
                    node.Run();
                }

                OnStep?.Invoke();
                if (!Segments.Any(segment => segment.IsBusy) && Nodes.All(node => node.Deadline > Now && !node.HasOutput))
                {
                    break;
                }

                if (i == 9_999)
                {
                    throw new InvalidOperationException("The machines never come to rest.");
                }
            }

            Instant next = Instant.Min(end, Nodes.Select(node => node.Deadline).Aggregate(Instant.Never, Instant.Min));
            if (Now >= end)
            {
                return;
            }

            Now = next;
        }
    }
}
