using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Many frames, many exceptions, many at once.</summary>
internal static class Depth
{
    public static GuestCase[] Cases =>
    [
        new("deep-throw", ThrowFromDepth),
        new("deep-finally", FinallyAtEveryLevel),
        new("deep-nesting", NestHandlers),
        new("deep-big-frames", BigFrames),
        new("deep-registers", PreserveRegisters),
        new("many-throws", ThrowOften),
        new("many-threads", ThrowOnManyThreads),
        new("collect-while-throwing", CollectInHandlers),
    ];

    private static void ThrowFromDepth()
    {
        foreach (int depth in (int[])[1, 10, 100, 1000, 4000])
            Attempt.PrintMessage($"{depth} frames", () => Descend(depth));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Descend(int levels) =>
        levels == 0 ? throw new InvalidOperationException("from below") : Descend(levels - 1) + 1;

    private static void FinallyAtEveryLevel()
    {
        int finallyBlocks = 0;
        Attempt.Print("500 finally blocks", () => DescendWithFinally(500, ref finallyBlocks));
        Console.WriteLine(finallyBlocks);
    }

    private static void DescendWithFinally(int levels, ref int finallyBlocks)
    {
        try
        {
            if (levels == 0)
                throw new InvalidOperationException();
            DescendWithFinally(levels - 1, ref finallyBlocks);
        }
        finally
        {
            if (levels > 0)
                finallyBlocks++;
        }
    }

    private static void NestHandlers()
    {
        // Each level throws while the handler of the level above is still active.
        Console.WriteLine(ThrowInHandler(100));
    }

    private static int ThrowInHandler(int levels)
    {
        try
        {
            throw new InvalidOperationException(levels.ToString());
        }
        catch (InvalidOperationException exception)
        {
            int below = levels == 0 ? 0 : ThrowInHandler(levels - 1);
            return below + int.Parse(exception.Message);
        }
    }

    private static void BigFrames()
    {
        try
        {
            Fill(20);
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    private static unsafe int Fill(int levels)
    {
        byte* block = stackalloc byte[10_000 + (levels * 16)];
        block[levels] = (byte)levels;
        if (levels == 0)
            throw new InvalidOperationException("across big frames");
        return Fill(levels - 1) + block[levels];
    }

    private static void PreserveRegisters()
    {
        long a = 1, b = 2, c = 3, d = 4, e = 5, f = 6;
        double x = 0.5, y = 0.25;
        for (int i = 0; i < 200; i++)
        {
            try
            {
                a += b;
                b ^= c;
                c += d;
                Descend(i % 7);
            }
            catch (InvalidOperationException)
            {
                d ^= e;
                e += f;
                f += a;
                x += y;
                y = -y / 1.5;
            }
        }

        Console.WriteLine($"{a} {b} {c} {d} {e} {f} {x:F9} {y:E3}");
    }

    private static void ThrowOften()
    {
        int caught = 0;
        for (int i = 0; i < 5000; i++)
        {
            try
            {
                Descend(5);
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }

        Console.WriteLine($"{caught} caught");
    }

    private static void ThrowOnManyThreads()
    {
        int caught = 0;
        var threads = new Thread[8];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                for (int j = 0; j < 200; j++)
                {
                    try
                    {
                        Descend(j % 20);
                    }
                    catch (InvalidOperationException)
                    {
                        Interlocked.Increment(ref caught);
                    }
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine($"{caught} caught");
    }

    private static void CollectInHandlers()
    {
        // The exception in flight, and what only its handlers refer to, must survive collections in both passes.
        string result = "";
        for (int i = 0; i < 10; i++)
        {
            try
            {
                try
                {
                    throw new InvalidOperationException(new string((char)('a' + i), 3));
                }
                finally
                {
                    GC.Collect();
                    Allocate();
                }
            }
            catch (InvalidOperationException exception) when (CollectAndAccept())
            {
                GC.Collect();
                Allocate();
                result += exception.Message;
            }
        }

        Console.WriteLine(result);
    }

    private static bool CollectAndAccept()
    {
        GC.Collect();
        return Allocate() > 0;
    }

    private static int Allocate()
    {
        int total = 0;
        for (int i = 0; i < 1000; i++)
            total += new string('z', 50).Length;
        return total;
    }
}
