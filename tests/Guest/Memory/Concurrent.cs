namespace Hermit.Guest.Memory;

/// <summary>Several threads that allocate and mutate while collections happen.</summary>
internal static class Concurrent
{
    public static GuestCase[] Cases =>
    [
        new("threads-allocate", AllocateTogether),
        new("threads-share", ShareGraph),
        new("threads-collect", CollectTogether),
        new("threads-come-and-go", ComeAndGo),
    ];

    private static void AllocateTogether()
    {
        var sums = new long[4];
        RunThreads(sums.Length, index =>
        {
            Node? list = null;
            for (int i = 0; i < 100_000; i++)
            {
                list = i % 1000 == 0 ? null : new Node(i & 7, list);
                if (list is { Left: { } below })
                    sums[index] += below.Value;
            }
        });
        Console.WriteLine(string.Join(" ", sums));
    }

    private static void ShareGraph()
    {
        var slots = new Node?[64];
        int broken = 0;
        RunThreads(4, index =>
        {
            var random = new Random(index);
            for (int i = 0; i < 50_000; i++)
            {
                int slot = random.Next(slots.Length);
                var made = new Node(slot, slots[slot]?.Left, slots[random.Next(slots.Length)]);
                Node? old = Interlocked.Exchange(ref slots[slot], i % 3 == 0 ? new Node(slot) : made);
                if (old is not null && old.Value != slot)
                    Interlocked.Increment(ref broken);
                if (i % 8 == 0)
                    slots[slot] = null;
            }
        });
        Console.WriteLine(broken);
    }

    private static void CollectTogether()
    {
        int collections = 0;
        RunThreads(4, index =>
        {
            for (int i = 0; i < 10; i++)
            {
                Garbage.Make(100);
                GC.Collect();
                Interlocked.Increment(ref collections);
            }
        });
        Console.WriteLine(collections);
    }

    private static void ComeAndGo()
    {
        long sum = 0;
        for (int round = 0; round < 20; round++)
        {
            RunThreads(5, index =>
            {
                Garbage.Make(50);
                Interlocked.Add(ref sum, new Node(index).Value);
            });
        }

        GC.Collect();
        Console.WriteLine(sum);
    }

    private static void RunThreads(int count, Action<int> body)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() => body(index));
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
    }
}
