namespace Hermit.Guest.Threads;

/// <summary>A thread that never blocks must not keep the others from running: these hang on a scheduler without preemption.</summary>
internal static class Preemption
{
    public static GuestCase[] Cases =>
    [
        new("preempt-spinner", ReleaseSpinner),
        new("preempt-many-spinners", ReleaseManySpinners),
        new("preempt-compute", ComputeBesideSleeper),
        new("preempt-registers", RegistersSurvive),
        new("preempt-collect", CollectBesideSpinner),
        new("preempt-yield", YieldIsFair),
    ];

    private static void ReleaseSpinner()
    {
        int flag = 0;
        long turns = 0;
        var spinner = new Thread(() =>
        {
            while (Volatile.Read(ref flag) == 0)
                turns++;
        });
        spinner.Start();
        Thread.Sleep(20);
        Volatile.Write(ref flag, 1);
        spinner.Join();
        Console.WriteLine(turns > 0);
    }

    private static void ReleaseManySpinners()
    {
        int flag = 0, started = 0;
        var threads = new Thread[5];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                Interlocked.Increment(ref started);
                while (Volatile.Read(ref flag) == 0)
                {
                }
            });
            threads[i].Start();
        }

        while (Volatile.Read(ref started) < threads.Length)
        {
        }

        Volatile.Write(ref flag, 1);
        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine(started);
    }

    private static void ComputeBesideSleeper()
    {
        int woken = 0;
        bool done = false;
        var sleeper = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                Thread.Sleep(1);
                woken++;
            }
        });
        sleeper.Start();
        uint hash = 0;
        while (Volatile.Read(ref woken) < 5)
            for (uint i = 0; i < 10_000; i++)
                hash = (hash ^ i) * 16777619;
        Volatile.Write(ref done, true);
        sleeper.Join();
        Console.WriteLine(woken >= 5 && hash != 1);
    }

    private static void RegistersSurvive()
    {
        // Integer and vector registers of threads that are interrupted at every kind of place.
        var results = new string[4];
        Crew.Run(results.Length, index =>
        {
            ulong state = (ulong)index + 88172645463325252;
            double real = index;
            var vector = new System.Numerics.Vector4(index, 1, 2, 3);
            for (int i = 0; i < 400_000; i++)
            {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                real = (real * 0.75) + (state & 7);
                vector = (vector * 0.5f) + new System.Numerics.Vector4(1, state & 1, 2, 3);
            }

            results[index] = $"{state:X16} {real:F9} {vector.X:F5} {vector.Y:F5} {vector.W:F5}";
        });
        foreach (string result in results)
            Console.WriteLine(result);
    }

    private static void CollectBesideSpinner()
    {
        int flag = 0;
        var spinner = new Thread(() =>
        {
            while (Volatile.Read(ref flag) == 0)
            {
            }
        });
        spinner.Start();
        for (int i = 0; i < 5; i++)
            GC.Collect();
        Volatile.Write(ref flag, 1);
        spinner.Join();
        Console.WriteLine("collected");
    }

    private static void YieldIsFair()
    {
        var counts = new int[4];
        Crew.Run(4, index =>
        {
            for (int i = 0; i < 1000; i++)
            {
                counts[index]++;
                Thread.Yield();
                Thread.Sleep(0);
                Thread.SpinWait(5);
            }
        });
        Console.WriteLine(string.Join(" ", counts));
    }
}
