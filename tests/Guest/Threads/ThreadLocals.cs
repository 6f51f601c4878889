namespace Hermit.Guest.Threads;

/// <summary>Data that each thread has its own of.</summary>
internal static class ThreadLocals
{
    [ThreadStatic]
    private static int t_number;

    [ThreadStatic]
    private static string? t_text;

    [ThreadStatic]
    private static (long A, object? B) t_pair;

    [ThreadStatic]
    private static LargeBlock t_large;

    private static readonly AsyncLocal<string> s_flow = new();

    public static GuestCase[] Cases =>
    [
        new("thread-static", Statics),
        new("thread-static-default", DefaultInNewThreads),
        new("thread-static-large", Large),
        new("thread-local", Locals),
        new("thread-local-values", AllValues),
        new("async-local", Flows),
        new("data-slot", Slots),
    ];

    private static void Statics()
    {
        t_number = -1;
        var results = new string[10];
        Crew.Run(results.Length, index =>
        {
            t_number = index;
            t_text = $"text {index}";
            t_pair = (index, t_text);
            for (int i = 0; i < 100; i++)
            {
                t_number++;
                if (i % 20 == 0)
                    Thread.Yield();
            }

            results[index] = $"{t_number} {t_text} {t_pair.A} {ReferenceEquals(t_pair.B, t_text)}";
        });
        foreach (string result in results)
            Console.WriteLine(result);
        Console.WriteLine($"{t_number} {t_text ?? "null"}");
    }

    // More than 64 KiB of one thread's variables, with a reference at the end that nothing else holds.
    private static void Large()
    {
        var results = new string[3];
        Crew.Run(results.Length, index =>
        {
            t_large[^1] = new string((char)('a' + index), 3);
            GC.Collect();
            for (int i = 0; i < 200; i++)
            {
                GC.KeepAlive(new byte[10_000]);
            }

            GC.Collect();
            results[index] = (string)t_large[^1]!;
        });
        foreach (string result in results)
            Console.WriteLine(result);
    }

    private static void DefaultInNewThreads()
    {
        t_number = 5;
        t_text = "main";
        for (int round = 0; round < 5; round++)
        {
            Crew.Run(1, _ =>
            {
                Console.WriteLine($"{t_number} {t_text ?? "null"} {t_pair.A}");
                t_number = 99;
                t_text = "left behind";
            });
        }

        Console.WriteLine($"{t_number} {t_text}");
    }

    private static void Locals()
    {
        int made = 0;
        using var local = new ThreadLocal<int>(() => Interlocked.Increment(ref made) * 0 + 100);
        var results = new int[6];
        Crew.Run(results.Length, index =>
        {
            for (int i = 0; i < 10; i++)
                local.Value += index;
            results[index] = local.Value;
        });
        Console.WriteLine(string.Join(" ", results));
        Console.WriteLine($"{made} {local.IsValueCreated} {local.Value}");
    }

    private static void AllValues()
    {
        using var local = new ThreadLocal<string>(trackAllValues: true);
        Crew.Run(5, index => local.Value = $"v{index}");
        Console.WriteLine(string.Join(" ", local.Values.Order()));
    }

    private static void Flows()
    {
        s_flow.Value = "main";
        Crew.Run(2, index =>
        {
            lock (s_flow)
                Console.WriteLine(s_flow.Value);
            s_flow.Value = $"thread {index}";
        });
        Console.WriteLine(s_flow.Value);
        using (ExecutionContext.SuppressFlow())
        {
            var thread = new Thread(() => Console.WriteLine(s_flow.Value ?? "(nothing flows)"));
            thread.Start();
            thread.Join();
        }

        Task.Run(() => Console.WriteLine(s_flow.Value)).Wait();
    }

    private static void Slots()
    {
        LocalDataStoreSlot slot = Thread.AllocateDataSlot();
        Thread.SetData(slot, "main");
        Crew.Run(1, _ =>
        {
            Console.WriteLine(Thread.GetData(slot) ?? "null");
            Thread.SetData(slot, "other");
        });
        Console.WriteLine(Thread.GetData(slot));
    }

    [System.Runtime.CompilerServices.InlineArray(20_000)]
    private struct LargeBlock
    {
        private object? _first;
    }
}
