using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>
/// References that do not keep their target. A collector that scans stacks conservatively may keep a few objects for
/// longer, so deaths are counted over many and only a clear majority is asked for.
/// </summary>
internal static class WeakReferences
{
    private const int Many = 200;

    public static GuestCase[] Cases =>
    [
        new("weak-alive", Alive),
        new("weak-dead", Dead),
        new("weak-retarget", Retarget),
        new("weak-table", Table),
        new("weak-table-cycle", TableCycle),
        new("weak-table-values", TableValuesLive),
        new("weak-cache", Cache),
    ];

    private static void Alive()
    {
        var node = new Node(5);
        var weak = new WeakReference<Node>(node);
        var plain = new WeakReference(node);
        var tracking = new WeakReference(node, trackResurrection: true);
        Garbage.Make(2000);
        Garbage.Collect();
        Console.WriteLine(weak.TryGetTarget(out Node? target) && ReferenceEquals(target, node));
        Console.WriteLine($"{plain.IsAlive} {((Node)plain.Target!).Value} {plain.TrackResurrection} {tracking.TrackResurrection}");
        GC.KeepAlive(node);
        Console.WriteLine(new WeakReference(null).IsAlive);
    }

    private static void Dead()
    {
        WeakReference<Node>[] references = MakeMany();
        Garbage.Collect();
        Console.WriteLine(Deaths(references) > Many * 9 / 10);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Node>[] MakeMany()
    {
        var references = new WeakReference<Node>[Many];
        for (int i = 0; i < Many; i++)
            references[i] = new WeakReference<Node>(new Node(i));
        return references;
    }

    private static int Deaths(WeakReference<Node>[] references)
    {
        int dead = 0;
        foreach (WeakReference<Node> reference in references)
            dead += reference.TryGetTarget(out _) ? 0 : 1;
        return dead;
    }

    private static void Retarget()
    {
        var first = new Node(1);
        var second = new Node(2);
        var weak = new WeakReference<Node>(first);
        weak.SetTarget(second);
        Garbage.Collect();
        Console.WriteLine(weak.TryGetTarget(out Node? target) ? target.Value : -1);
        weak.SetTarget(null!);
        Console.WriteLine(weak.TryGetTarget(out _));
        GC.KeepAlive(first);
        GC.KeepAlive(second);
    }

    private static void Table()
    {
        var table = new ConditionalWeakTable<Node, string>();
        var kept = new List<Node>();
        AddMany(table, kept);
        Garbage.Make(1000);
        Garbage.Collect();
        int found = 0;
        foreach (Node node in kept)
            found += table.TryGetValue(node, out string? text) && text == $"value {node.Value}" ? 1 : 0;
        int left = 0;
        foreach (KeyValuePair<Node, string> unused in table)
            left++;
        Console.WriteLine($"{found} of {kept.Count}, most others gone: {left < kept.Count + (Many / 5)}");
        Console.WriteLine(table.Remove(kept[0]));
        Console.WriteLine(table.TryGetValue(kept[0], out _));
        Console.WriteLine(table.GetValue(kept[0], key => $"made for {key.Value}"));
        Attempt.Print("duplicate", () => table.Add(kept[0], "x"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddMany(ConditionalWeakTable<Node, string> table, List<Node> kept)
    {
        for (int i = 0; i < Many * 2; i++)
        {
            var node = new Node(i);
            table.Add(node, $"value {i}");
            if (i % 2 == 0)
                kept.Add(node);
        }
    }

    private static void TableCycle()
    {
        // Values that refer to their keys: only ephemeron marking lets these die.
        var table = new ConditionalWeakTable<Node, Tuple<Node>>();
        WeakReference<Node>[] references = FillWithCycles(table);
        Garbage.Collect();
        Garbage.Collect();
        Console.WriteLine(Deaths(references) > Many * 9 / 10);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Node>[] FillWithCycles(ConditionalWeakTable<Node, Tuple<Node>> table)
    {
        WeakReference<Node>[] references = new WeakReference<Node>[Many];
        for (int i = 0; i < Many; i++)
        {
            var node = new Node(i);
            table.Add(node, Tuple.Create(node));
            references[i] = new WeakReference<Node>(node);
        }

        return references;
    }

    private static void TableValuesLive()
    {
        // A chain: each value is the key of the next entry; only the first key is rooted.
        var table = new ConditionalWeakTable<Node, Node>();
        var first = new Node(0);
        Node key = first;
        for (int i = 1; i <= 100; i++)
        {
            var value = new Node(i);
            table.Add(key, value);
            key = value;
        }

        key = first;
        Garbage.Make(1000);
        Garbage.Collect();
        int length = 0;
        while (table.TryGetValue(key, out Node? next))
        {
            length++;
            key = next;
        }

        Console.WriteLine($"{length} {key.Value}");
    }

    private static void Cache()
    {
        var cache = new Dictionary<int, WeakReference<byte[]>>();
        int wrong = 0;
        for (int i = 0; i < 5000; i++)
        {
            int key = i * 31 % 97;
            if (!cache.TryGetValue(key, out WeakReference<byte[]>? weak) || !weak.TryGetTarget(out byte[]? data))
            {
                data = new byte[2000];
                data[0] = (byte)key;
                cache[key] = new WeakReference<byte[]>(data);
            }

            wrong += data[0] == key ? 0 : 1;
        }

        Console.WriteLine(wrong);
    }
}
