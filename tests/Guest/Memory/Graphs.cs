namespace Hermit.Guest.Memory;

/// <summary>Object graphs that are hard to trace: long, wide, cyclic, changing.</summary>
internal static class Graphs
{
    public static GuestCase[] Cases =>
    [
        new("graph-long-list", LongList),
        new("graph-both-ways", DoublyLinked),
        new("graph-wide", Wide),
        new("graph-cycles", Cycles),
        new("graph-old-to-young", OldToYoung),
        new("graph-rewired", Rewired),
        new("graph-structs", ReferencesInStructs),
        new("graph-generic-fields", ManyLayouts),
        new("graph-copied-arrays", CopiedArrays),
    ];

    private static void LongList()
    {
        Node? head = null;
        for (int i = 0; i < 500_000; i++)
            head = new Node(i, head);
        GC.Collect();
        Garbage.Make(1000);
        GC.Collect();
        long sum = 0;
        for (Node? node = head; node is not null; node = node.Left)
            sum += node.Value;
        Console.WriteLine(sum);
    }

    private static void DoublyLinked()
    {
        var list = new LinkedList<int>();
        for (int i = 0; i < 100_000; i++)
            list.AddLast(i);
        GC.Collect();
        for (LinkedListNode<int>? node = list.First; node is not null;)
        {
            LinkedListNode<int>? next = node.Next;
            if (node.Value % 3 != 0)
                list.Remove(node);
            node = next;
        }

        GC.Collect();
        Console.WriteLine($"{list.Count} {list.First!.Value} {list.Last!.Value}");
    }

    private static void Wide()
    {
        var wide = new object[200_000];
        for (int i = 0; i < wide.Length; i++)
            wide[i] = new Node(i);
        GC.Collect();
        Garbage.Make(2000);
        GC.Collect();
        long sum = 0;
        foreach (object item in wide)
            sum += ((Node)item).Value;
        Console.WriteLine(sum);
    }

    private static void Cycles()
    {
        // Rings of garbage: reference counting would keep them for ever.
        for (int round = 0; round < 200; round++)
        {
            var first = new Node(0);
            Node last = first;
            for (int i = 1; i < 1000; i++)
                last = new Node(i, last, first);
            first.Left = last;
            first.Right = first;
        }

        GC.Collect();
        var self = new object[1];
        self[0] = self;
        GC.Collect();
        Console.WriteLine(ReferenceEquals(((object[])self[0])[0], self));
    }

    private static void OldToYoung()
    {
        var old = new Node[5000];
        for (int i = 0; i < old.Length; i++)
            old[i] = new Node(i);
        for (int i = 0; i < 3; i++)
            GC.Collect();

        // Only the write barrier can tell a minor collection of these.
        long sum = 0;
        for (int round = 0; round < 20; round++)
        {
            for (int i = round; i < old.Length; i += 20)
                old[i].Left = new Node(i + round, new Node(round));
            Garbage.Make(500);
            GC.Collect(0);
            for (int i = round; i < old.Length; i += 20)
                sum += old[i].Left!.Value + old[i].Left!.Left!.Value;
        }

        Console.WriteLine(sum);
    }

    private static void Rewired()
    {
        var random = new Random(17);
        var nodes = new Node[3000];
        for (int i = 0; i < nodes.Length; i++)
            nodes[i] = new Node(i);
        for (int step = 0; step < 200_000; step++)
        {
            int from = random.Next(nodes.Length), to = random.Next(nodes.Length);
            if (step % 5 == 0)
                nodes[from] = new Node(nodes[from].Value, nodes[to], nodes[from].Right);
            else if (step % 2 == 0)
                nodes[from].Left = nodes[to];
            else
                nodes[from].Right = nodes[to];
            if (step % 10 == 0)
                nodes[from].Left = nodes[from].Right = null;
            if (step % 20_000 == 0)
                GC.Collect(step % 40_000 == 0 ? 0 : 2);
        }

        long sum = 0;
        for (int i = 0; i < nodes.Length; i++)
            sum += nodes[i].Value + (nodes[i].Left?.Value ?? 0) + (nodes[i].Right?.Left?.Value ?? 0);
        Console.WriteLine(sum);
    }

    private static void ReferencesInStructs()
    {
        var pairs = new (int Number, Node Node, double Real, string Text)[3000];
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = (i, new Node(i), i / 2.0, i.ToString());
        Garbage.Make(2000);
        GC.Collect();
        var moved = new List<(int, Node, double, string)>(pairs);
        Array.Reverse(pairs);
        pairs = null!;
        Garbage.Make(2000);
        GC.Collect();
        double sum = 0;
        foreach ((int number, Node node, double real, string text) in moved)
            sum += number + node.Value + real + text.Length;
        Console.WriteLine(sum);
    }

    private static void ManyLayouts()
    {
        var holders = new object[600];
        for (int i = 0; i < holders.Length; i++)
        {
            var node = new Node(i);
            holders[i] = (i % 6) switch
            {
                0 => new Tuple<int, Node>(i, node),
                1 => new Tuple<Node, long, Node>(node, i, node),
                2 => new KeyValuePair<Node, int>(node, i),
                3 => new Node?[] { null, node, null },
                4 => new Tuple<byte, Node, short, Node, double, string>(1, node, 2, node, 3, "x"),
                _ => (Func<int>)(() => node.Value),
            };
        }

        Garbage.Make(3000);
        GC.Collect();
        long sum = 0;
        foreach (object holder in holders)
        {
            sum += holder switch
            {
                Tuple<int, Node> pair => pair.Item2.Value,
                Tuple<Node, long, Node> triple => triple.Item3.Value,
                KeyValuePair<Node, int> pair => pair.Key.Value,
                Node?[] array => array[1]!.Value,
                Tuple<byte, Node, short, Node, double, string> six => six.Item4.Value,
                Func<int> function => function(),
                _ => long.MinValue,
            };
        }

        Console.WriteLine(sum);
    }

    private static void CopiedArrays()
    {
        // Bulk copies of references need bulk barriers.
        var source = new Node[1000];
        var target = new Node[4000];
        GC.Collect();
        GC.Collect();
        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < source.Length; i++)
                source[i] = new Node(i + round);
            Array.Copy(source, 0, target, round * 300, 1000);
            source.AsSpan(0, 500).CopyTo(target.AsSpan(3500));
            Array.Clear(source);
            Garbage.Make(300);
            GC.Collect(0);
        }

        Array.Copy(target, 0, target, 1, target.Length - 1);
        long sum = 0;
        foreach (Node? node in target)
            sum += node?.Value ?? -1;
        Console.WriteLine(sum);
    }
}
