namespace Hermit.Guest.Memory;

/// <summary>Far more allocation than the machine has memory, with little of it alive at a time.</summary>
internal static class Churn
{
    private static Node s_last = new(0);

    public static GuestCase[] Cases =>
    [
        new("churn-small", Small),
        new("churn-ring", Ring),
        new("churn-large", Large),
        new("churn-fragmentation", Fragmentation),
        new("churn-dictionary", Tables),
        new("churn-trees", Trees),
        new("churn-strings", Text),
        new("churn-growing", Growing),
    ];

    private static void Small()
    {
        long sum = 0;
        for (int i = 0; i < 3_000_000; i++)
        {
            s_last = new Node(i);
            sum += s_last.Value & 3;
        }

        Console.WriteLine(sum);
    }

    private static void Ring()
    {
        var ring = new byte[4096][];
        long total = 0;
        for (int i = 0; i < 500_000; i++)
        {
            byte[]? old = ring[i & 4095];
            total += old is null ? 0 : old[0];
            byte[] next = ring[i & 4095] = new byte[64 + (i % 128)];
            next[0] = (byte)i;
        }

        Console.WriteLine(total);
    }

    private static void Large()
    {
        long total = 0;
        for (int i = 0; i < 400; i++)
        {
            var block = new long[100_000 + ((i * 7919) % 50_000)];
            block[i] = i;
            total += block[i] + block.Length;
        }

        Console.WriteLine(total);
    }

    private static void Fragmentation()
    {
        // Every second block dies; then blocks of another size must find room.
        long check = 0;
        for (int round = 0; round < 5; round++)
        {
            var blocks = new byte[20_000][];
            for (int i = 0; i < blocks.Length; i++)
                (blocks[i] = new byte[100 + (round * 50)])[0] = (byte)i;
            for (int i = 0; i < blocks.Length; i += 2)
                blocks[i] = null!;
            GC.Collect();
            for (int i = 0; i < blocks.Length; i += 2)
                (blocks[i] = new byte[60 + (round * 90)])[0] = (byte)i;
            for (int i = 0; i < blocks.Length; i++)
                check += blocks[i][0] == (byte)i ? 1 : 1_000_000;
        }

        Console.WriteLine(check);
    }

    private static void Tables()
    {
        long sum = 0;
        for (int round = 0; round < 10; round++)
        {
            var table = new Dictionary<string, Node>();
            for (int i = 0; i < 10_000; i++)
                table[$"key {i}"] = new Node(i);
            for (int i = 0; i < 10_000; i += 3)
                table.Remove($"key {i}");
            sum += table.Values.Sum(node => (long)node.Value);
        }

        Console.WriteLine(sum);
    }

    private static void Trees()
    {
        Node longLived = Build(15);
        int total = 0;
        for (int i = 0; i < 40; i++)
            total += Count(Build(11));
        Console.WriteLine($"{total} {Count(longLived)}");
    }

    private static Node Build(int depth) => depth == 0 ? new Node(1) : new Node(depth, Build(depth - 1), Build(depth - 1));

    private static int Count(Node? node) => node is null ? 0 : 1 + Count(node.Left) + Count(node.Right);

    private static void Text()
    {
        int length = 0;
        for (int i = 0; i < 100_000; i++)
            length += string.Concat("item ", i.ToString(), " of ", "many").ToUpperInvariant().Replace('M', 'W').Length;
        Console.WriteLine(length);
    }

    private static void Growing()
    {
        // Live data grows and shrinks, so the heap has to follow.
        long sum = 0;
        for (int round = 1; round <= 6; round++)
        {
            var live = new List<int[]>();
            for (int i = 0; i < round * 200; i++)
                live.Add(new int[2000]);
            Garbage.Make(4000);
            foreach (int[] item in live)
                sum += item.Length + item[round];
        }

        Console.WriteLine(sum);
    }
}
