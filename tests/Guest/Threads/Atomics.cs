namespace Hermit.Guest.Threads;

/// <summary>Interlocked and volatile operations.</summary>
internal static class Atomics
{
    public static GuestCase[] Cases =>
    [
        new("interlocked-values", Values),
        new("interlocked-small", SmallTypes),
        new("interlocked-threads", FromThreads),
        new("interlocked-stack", LockFreeStack),
        new("volatile-handover", Handover),
        new("static-constructor-race", ConstructorRace),
    ];

    private static void Values()
    {
        int number = 5;
        long wide = 5;
        Console.WriteLine($"{Interlocked.Increment(ref number)} {Interlocked.Decrement(ref wide)}");
        Console.WriteLine($"{Interlocked.Add(ref number, 10)} {Interlocked.Add(ref wide, -10)}");
        Console.WriteLine($"{Interlocked.Exchange(ref number, 1)} {Interlocked.Exchange(ref wide, 2)}");
        Console.WriteLine($"{Interlocked.CompareExchange(ref number, 9, 1)} {Interlocked.CompareExchange(ref wide, 9, 1)}");
        Console.WriteLine($"{Interlocked.And(ref number, 8)} {Interlocked.Or(ref number, 3)} {number} {wide}");
        double real = 1.5;
        Console.WriteLine($"{Interlocked.Exchange(ref real, 2.5)} {Interlocked.CompareExchange(ref real, 3.5, 2.5)} {real}");
        string text = "old";
        Console.WriteLine($"{Interlocked.Exchange(ref text, "new")} {Interlocked.CompareExchange(ref text, "newer", "x")} {text}");
        Console.WriteLine(Interlocked.Read(ref wide));
        Interlocked.MemoryBarrier();
        Interlocked.MemoryBarrierProcessWide();
        ulong unsigned = ulong.MaxValue;
        Console.WriteLine(Interlocked.Increment(ref unsigned));
    }

    private static void SmallTypes()
    {
        byte small = 250;
        short medium = -3;
        bool flag = false;
        var day = DayOfWeek.Monday;
        Console.WriteLine($"{Interlocked.Exchange(ref small, 1)} {Interlocked.CompareExchange(ref small, 2, 1)} {small}");
        Console.WriteLine($"{Interlocked.Exchange(ref medium, 7)} {Interlocked.CompareExchange(ref medium, 8, 6)} {medium}");
        Console.WriteLine($"{Interlocked.Exchange(ref flag, true)} {flag}");
        Console.WriteLine($"{Interlocked.CompareExchange(ref day, DayOfWeek.Friday, DayOfWeek.Monday)} {day}");
    }

    private static void FromThreads()
    {
        int number = 0;
        long wide = 0;
        int bits = 0;
        Crew.Run(6, index =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                Interlocked.Increment(ref number);
                Interlocked.Add(ref wide, index);
            }

            Interlocked.Or(ref bits, 1 << index);
        });
        Console.WriteLine($"{number} {wide} {bits}");
    }

    private static void LockFreeStack()
    {
        Cell? top = null;
        long popped = 0;
        Crew.Run(4, index =>
        {
            for (int i = 0; i < 3000; i++)
            {
                var cell = new Cell(index * 3000 + i);
                do
                    cell.Next = Volatile.Read(ref top);
                while (Interlocked.CompareExchange(ref top, cell, cell.Next) != cell.Next);
                if (i % 2 == 0)
                {
                    Cell? taken;
                    do
                        taken = Volatile.Read(ref top);
                    while (taken is not null && Interlocked.CompareExchange(ref top, taken.Next, taken) != taken);
                    if (taken is not null)
                        Interlocked.Add(ref popped, taken.Value);
                }
            }
        });
        long left = 0;
        for (Cell? cell = top; cell is not null; cell = cell.Next)
            left += cell.Value;
        Console.WriteLine(popped + left);
    }

    private static void Handover()
    {
        int payload = 0, wrong = 0;
        bool full = false;
        Crew.Run(2, index =>
        {
            for (int i = 1; i <= 200; i++)
            {
                if (index == 0)
                {
                    while (Volatile.Read(ref full))
                        Thread.Yield();
                    payload = i;
                    Volatile.Write(ref full, true);
                }
                else
                {
                    while (!Volatile.Read(ref full))
                        Thread.Yield();
                    wrong += payload == i ? 0 : 1;
                    Volatile.Write(ref full, false);
                }
            }
        });
        Console.WriteLine(wrong);
    }

    private static void ConstructorRace()
    {
        int sum = 0;
        Crew.Run(8, _ => Interlocked.Add(ref sum, SlowToMake.Value));
        Console.WriteLine($"{sum} {SlowToMake.Runs}");
    }

    private sealed class Cell(int value)
    {
        public readonly int Value = value;
        public Cell? Next;
    }

    private static class SlowToMake
    {
        public static readonly int Value;
        public static readonly int Runs;

        static SlowToMake()
        {
            Thread.Sleep(5);
            Runs++;
            Value = 7;
        }
    }
}
