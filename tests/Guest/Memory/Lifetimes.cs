using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Objects die when their last use is over: no word that an earlier call left on the stack keeps them.</summary>
internal static class Lifetimes
{
    public static GuestCase[] Cases =>
    [
        new("lifetime-array-of-items", ArrayOfItems),
        new("lifetime-rings", Rings),
        new("lifetime-array-of-exception", ArrayOfException),
        new("lifetime-handlers", Handlers),
        new("lifetime-blocked-thread", BlockedThread),
        new("lifetime-generations", Generations),
    ];

    // 150 MB each, dead when its exception is caught, in a machine of 256 MB.
    private static void ArrayOfException()
    {
        for (int round = 0; round < 3; round++)
            Console.WriteLine(Overrun(0xA000_0001));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Overrun(uint step)
    {
        try
        {
            uint[] array = new uint[(150 << 20) / 4];
            for (uint i = (uint)array.Length - 1; ; i -= step)
                array[i] = 40;
        }
        catch (IndexOutOfRangeException)
        {
            return true;
        }
    }

    private static void ArrayOfItems()
    {
        FillAndClear(100);
        Report();
    }

    private static void Rings()
    {
        MakeRings(100, 1000);
        Report();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillAndClear(int count)
    {
        var items = new LinkedItem[count];
        for (int i = 0; i < count; i++)
            items[i] = new LinkedItem();
        for (int i = 0; i < count; i++)
            items[i] = null!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeRings(int rings, int size)
    {
        for (int ring = 0; ring < rings; ring++)
        {
            LinkedItem first = new(), last = first;
            for (int i = 1; i < size; i++)
                last = last.Next = new LinkedItem();
            last.Next = first;
        }
    }

    private static void Report()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Console.WriteLine($"{LinkedItem.Finalized} of {LinkedItem.Made}");
    }

    // What is live in a method and in its handlers, while the handlers run and collect.
    private static void Handlers()
    {
        var kept = new LinkedItem { Number = 7 };
        WeakReference inner = null!;
        try
        {
            try
            {
                inner = MakeWeak();
                throw new InvalidOperationException("first");
            }
            catch (InvalidOperationException exception) when (Collect() && exception.Message == "first")
            {
                var caught = new LinkedItem { Number = 8 };
                Collect();
                Console.WriteLine($"{kept.Number} {caught.Number} {exception.Message}");
                try
                {
                    throw new ArgumentException("second");
                }
                finally
                {
                    Collect();
                    Console.WriteLine($"{kept.Number} {caught.Number}");
                }
            }
        }
        catch (ArgumentException exception)
        {
            Collect();
            Console.WriteLine($"{kept.Number} {exception.Message} {inner.IsAlive}");
        }
    }

    private static void BlockedThread()
    {
        using var ready = new ManualResetEventSlim();
        using var done = new SemaphoreSlim(0);
        WeakReference weak = null!;
        int sum = 0;
        var thread = new Thread(() =>
        {
            var kept = new LinkedItem { Number = 5 };
            weak = MakeWeak();
            ready.Set();
            done.Wait();
            sum = kept.Number;
        });
        thread.Start();
        ready.Wait();
        Collect();
        Console.WriteLine(weak.IsAlive);
        done.Release();
        thread.Join();
        Console.WriteLine(sum);
    }

    private static void Generations()
    {
        GC.Collect();
        GC.Collect();
        int young = GC.CollectionCount(0);
        int old = GC.CollectionCount(2);
        GC.Collect(0);
        Console.WriteLine($"{GC.CollectionCount(0) - young} {GC.CollectionCount(2) - old} {GC.CollectionCount(3)} {GC.CollectionCount(int.MaxValue)}");
        var item = new int[10];
        Console.Write(GC.GetGeneration(item));
        GC.Collect();
        Console.Write(GC.GetGeneration(item));
        GC.Collect();
        Console.WriteLine(GC.GetGeneration(item));
        Console.WriteLine(GC.GetGeneration(new byte[100_000]));
        GC.KeepAlive(item);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MakeWeak() => new(new LinkedItem());

    private static bool Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return true;
    }
}
