namespace Hermit.Heap.Tests;

/// <summary>Drives a heap at random and keeps a model of what has to be in it.</summary>
internal sealed class ShadowHeap(TestHeap heap, int seed)
{
    private const int Threads = 5;
    private const int MostRoots = 40;

    private readonly Random _random = new(seed);
    private readonly List<ShadowObject> _roots = [];
    private readonly SyntheticType[] _types =
    [
        SyntheticType.Plain(1), SyntheticType.Plain(7), SyntheticType.Plain(40), SyntheticType.WithReferences(1, 1),
        SyntheticType.WithReferences(2, 3), SyntheticType.WithReferences(9, 12), SyntheticType.Alternating(4), SyntheticType.ReferenceArray(),
        SyntheticType.ByteArray(), SyntheticType.Text(), SyntheticType.StructArray(),
    ];

    private int _ids;

    public int LargestLength { get; init; } = 6000;

    public void Step()
    {
        switch (_random.Next(10))
        {
            case < 6:
                Allocate();
                break;
            case < 8:
                Relink();
                break;
            case < 9:
                PushRoot(Pick());
                break;
            default:
                PopRoots();
                break;
        }
    }

    /// <summary>Collects the young objects and checks that what is reachable is unharmed.</summary>
    public void CollectYoungAndCheck()
    {
        heap.Collect(0);
        foreach (ShadowObject live in Reachable())
        {
            live.Check();
        }
    }

    /// <summary>Collects and compares: what is reachable is unharmed, and nothing else has survived.</summary>
    public void CollectAndCompare()
    {
        int survivors = heap.Survivors();
        HashSet<ShadowObject> reachable = Reachable();
        foreach (ShadowObject live in reachable)
        {
            live.Check();
        }

        Assert.Equal(reachable.Count, survivors);
    }

    private void Allocate()
    {
        SyntheticType type = _types[_random.Next(_types.Length)];
        uint length = type.ElementBytes == 0 ? 0 : RandomLength();
        nuint address = heap.Allocate(type, length, _random.Next(Threads));
        var created = new ShadowObject(address, type, length, _ids++);
        for (int index = 0; index < created.ReferenceCount && index < 50; index++)
        {
            created.Link(index, _random.Next(3) == 0 ? null : Pick());
        }

        if (Pick() is { ReferenceCount: > 0 } owner && _random.Next(4) != 0)
        {
            owner.Link(_random.Next(owner.ReferenceCount), created);
        }
        else
        {
            PushRoot(created);
        }
    }

    private uint RandomLength() => _random.Next(20) switch
    {
        0 => (uint)_random.Next(LargestLength),
        < 4 => (uint)_random.Next(200),
        _ => (uint)_random.Next(12),
    };

    private void Relink()
    {
        if (Pick() is { ReferenceCount: > 0 } owner)
        {
            owner.Link(_random.Next(owner.ReferenceCount), _random.Next(3) == 0 ? null : Pick());
        }
    }

    // Only what is reachable now may be linked: the program cannot name anything else.
    private ShadowObject? Pick()
    {
        if (_roots.Count == 0)
        {
            return null;
        }

        ShadowObject current = _roots[_random.Next(_roots.Count)];
        for (int steps = _random.Next(6); steps > 0; steps--)
        {
            ShadowObject[] targets = [.. current.Targets.Take(64)];
            if (targets.Length == 0)
            {
                break;
            }

            current = targets[_random.Next(targets.Length)];
        }

        return current;
    }

    private void PushRoot(ShadowObject? target)
    {
        if (target is null || _roots.Count >= MostRoots)
        {
            return;
        }

        // Any address from the header word to the last byte keeps an object alive.
        nuint inside = (nuint)_random.NextInt64((long)target.Size);
        heap.Machine.Push(_random.Next(2) == 0 ? target.Address : target.Address - 8 + inside);
        _roots.Add(target);
    }

    private void PopRoots()
    {
        int keep = _random.Next(_roots.Count + 1);
        keep = Math.Max(keep, _roots.Count - 4);
        heap.Machine.PopTo(keep);
        _roots.RemoveRange(keep, _roots.Count - keep);
    }

    private HashSet<ShadowObject> Reachable()
    {
        var reachable = new HashSet<ShadowObject>(_roots);
        var pending = new Stack<ShadowObject>(reachable);
        while (pending.TryPop(out ShadowObject? current))
        {
            foreach (ShadowObject target in current.Targets)
            {
                if (reachable.Add(target))
                {
                    pending.Push(target);
                }
            }
        }

        return reachable;
    }
}
