namespace Hermit.Guest.Threads;

/// <summary>Interlocked and Volatile of every width, and what is made once or once a thread.</summary>
internal static class AtomicContracts
{
    public static GuestCase[] Cases =>
    [
        new("lazy-contract", Initializers),
        new("interlocked-every-width", Widths),
        new("interlocked-references", References),
        new("interlocked-enums", Enums),
        new("volatile-every-width", Volatiles),
        new("thread-local-contract", ThreadLocals),
    ];

    private static T OnThread<T>(Func<T> body)
    {
        T result = default!;
        var thread = new Thread(() => result = body());
        thread.Start();
        thread.Join();
        return result;
    }

    private static void Initializers()
    {
        int made = 0;
        string? text = null;
        for (int i = 0; i < 3; i++)
            LazyInitializer.EnsureInitialized(ref text, () => $"made {++made}");
        var failing = new Lazy<int>(() => ++made < 3 ? throw new FormatException() : made, LazyThreadSafetyMode.ExecutionAndPublication);
        Attempt.Print("first", () => Console.WriteLine(failing.Value));
        Attempt.Print("cached", () => Console.WriteLine(failing.Value));
        var retrying = new Lazy<int>(() => ++made < 4 ? throw new FormatException() : made, LazyThreadSafetyMode.PublicationOnly);
        Attempt.Print("first", () => Console.WriteLine(retrying.Value));
        Attempt.Print("retried", () => Console.WriteLine(retrying.Value));
        Lazy<int>? self = null;
        self = new Lazy<int>(() => self!.Value);
        Attempt.Print("recursive", () => Console.WriteLine(self.Value));
        Console.WriteLine($"{text} {retrying.IsValueCreated} {new Lazy<int>(5).IsValueCreated} {failing.IsValueCreated}");
    }

    private static void Widths()
    {
        byte b = 250;
        sbyte sb = -3;
        short s = 300;
        ushort us = 65535;
        int i = int.MaxValue;
        uint ui = 7;
        long l = long.MinValue;
        ulong ul = 1UL << 63;
        float f = 1.5f;
        double d = -0.0;
        nint n = 4;
        char c = 'c';
        Console.WriteLine($"{Interlocked.Exchange(ref b, (byte)1)} {Interlocked.Exchange(ref sb, (sbyte)2)} {Interlocked.Exchange(ref s, (short)-1)} {Interlocked.Exchange(ref us, (ushort)3)} {Interlocked.Exchange(ref f, 2f)} {Interlocked.Exchange(ref d, 1)} {Interlocked.Exchange(ref n, 5)} {Interlocked.Exchange(ref c, 'd')}");
        Console.WriteLine($"{Interlocked.CompareExchange(ref b, (byte)9, (byte)1)} {Interlocked.CompareExchange(ref sb, (sbyte)9, (sbyte)1)} {Interlocked.CompareExchange(ref s, (short)9, (short)-1)} {Interlocked.CompareExchange(ref us, (ushort)9, (ushort)1)} {Interlocked.CompareExchange(ref f, 9f, 2f)} {Interlocked.CompareExchange(ref d, 9, 1)} {Interlocked.CompareExchange(ref c, 'z', 'd')}");
        Console.WriteLine($"{b} {sb} {s} {us} {f} {d} {n} {c}");
        Console.WriteLine($"{Interlocked.Increment(ref i)} {Interlocked.Decrement(ref l)} {Interlocked.Add(ref ui, uint.MaxValue)} {Interlocked.Add(ref ul, ul)} {Interlocked.Increment(ref ui)} {Interlocked.Decrement(ref ul)}");
        Console.WriteLine($"{Interlocked.And(ref i, 0xFF)} {i} {Interlocked.Or(ref i, 0x100)} {i} {Interlocked.And(ref ul, 0xF0)} {ul} {Interlocked.Or(ref l, 1)} {l} {Interlocked.Read(ref ul)}");
    }

    private static void References()
    {
        string first = "first";
        string? slot = first;
        object? any = null;
        Console.WriteLine($"{Interlocked.CompareExchange(ref slot, "second", first)} {slot} {Interlocked.CompareExchange(ref slot, "third", first)} {slot} {Interlocked.Exchange(ref slot, null)} {slot is null}");
        Console.WriteLine($"{Interlocked.CompareExchange(ref any, 5, null) is null} {any} {Interlocked.Exchange<object?>(ref any, "x")}");
        object[] array = new string[] { "a" };
        Attempt.Print("covariant", () => Interlocked.Exchange(ref array[0], "b"));
        for (int i = 0; i < 100; i++)
            Interlocked.Exchange(ref slot, new string('x', i));
        GC.Collect();
        Console.WriteLine(slot!.Length);
    }

    private static void Enums()
    {
        DayOfWeek day = DayOfWeek.Monday;
        bool flag = false;
        Console.WriteLine($"{Interlocked.Exchange(ref day, DayOfWeek.Friday)} {Interlocked.CompareExchange(ref day, DayOfWeek.Sunday, DayOfWeek.Friday)} {day} {Interlocked.Exchange(ref flag, true)} {Interlocked.CompareExchange(ref flag, false, true)} {flag}");
        (int, int) pair = default;
        Attempt.Print("not primitive", () => Interlocked.Exchange(ref pair, (1, 2)));
        Console.WriteLine(pair);
    }

    private static void Volatiles()
    {
        (byte B, short S, int I, long L, float F, double D, string? T, bool O, nint N) values = default;
        Volatile.Write(ref values.B, 200);
        Volatile.Write(ref values.S, -2);
        Volatile.Write(ref values.I, 3);
        Volatile.Write(ref values.L, 1L << 40);
        Volatile.Write(ref values.F, 0.5f);
        Volatile.Write(ref values.D, double.MaxValue);
        Volatile.Write(ref values.T, "text");
        Volatile.Write(ref values.O, true);
        Volatile.Write(ref values.N, -9);
        Console.WriteLine($"{Volatile.Read(ref values.B)} {Volatile.Read(ref values.S)} {Volatile.Read(ref values.I)} {Volatile.Read(ref values.L)} {Volatile.Read(ref values.F)} {Volatile.Read(ref values.D)} {Volatile.Read(ref values.T)} {Volatile.Read(ref values.O)} {Volatile.Read(ref values.N)}");
        Volatile.WriteBarrier();
        Volatile.ReadBarrier();
    }

    private static void ThreadLocals()
    {
        int made = 0;
        using var local = new ThreadLocal<int>(() => Interlocked.Increment(ref made) * 0 + 5, trackAllValues: true);
        Console.WriteLine($"{local.IsValueCreated} {local.Value} {local.IsValueCreated}");
        local.Value = 50;
        Console.WriteLine($"{OnThread(() => local.Value)} {OnThread(() => local.IsValueCreated)} {local.Value} {made} {local.Values.Sum()}");
        using var untracked = new ThreadLocal<string>();
        Console.WriteLine(untracked.Value is null);
        Attempt.Print("values", () => Console.WriteLine(untracked.Values));
        using var recursive = new ThreadLocal<int>(() => throw new FormatException());
        Attempt.Print("factory", () => Console.WriteLine(recursive.Value));
    }
}
