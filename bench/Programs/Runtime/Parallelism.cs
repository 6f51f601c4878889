/// <summary>The same work in two threads, whatever the number of processors: it takes half the time with two of them.</summary>
internal static class Parallelism
{
    private const int Threads = 2;

    public static void Sum()
    {
        const int Count = 1 << 20, Rounds = 100;
        var numbers = new int[Count];
        for (int i = 0; i < Count; i++)
            numbers[i] = i & 255;
        long total = 0;
        InThreads(thread =>
        {
            long sum = 0;
            for (int round = 0; round < Rounds; round++)
            {
                for (int i = thread; i < Count; i += Threads)
                    sum += numbers[i];
            }

            Interlocked.Add(ref total, sum);
        });
        Check.That(total == Rounds * (255L * 128) * (Count / 256));
    }

    public static void Allocation()
    {
        long total = 0;
        InThreads(_ =>
        {
            var recent = new Link?[64];
            for (int i = 0; i < 2_000_000; i++)
                recent[i & 63] = new Link(recent[(i + 1) & 63]?.Number ?? i);
            Interlocked.Add(ref total, recent.Length);
        });
        Check.That(total == Threads * 64);
    }

    private static void InThreads(Action<int> work)
    {
        var threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            int index = i;
            threads[i] = new Thread(() => work(index));
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
    }

    private sealed class Link(int number)
    {
        public int Number { get; } = number;

        public long First = number, Second = number, Third = number;
    }
}
