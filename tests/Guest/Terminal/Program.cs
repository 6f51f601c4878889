using System.Runtime.InteropServices;

// What a program does with a terminal, and with signals. The tests type and look at the screen.
if (args[0] is "cancel" or "default" or "terminate")
    AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("process exit");

switch (args[0])
{
    case "keys":
        _ = Console.KeyAvailable; // from here on keys are not shown
        Console.WriteLine("ready");
        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.KeyChar != 'q'; key = Console.ReadKey(intercept: true))
            Console.WriteLine($"{key.Modifiers} {key.Key} {(int)key.KeyChar:x}");
        break;
    case "lines":
        _ = Console.KeyAvailable;
        Console.WriteLine("ready");
        while (Console.ReadLine() is { Length: > 0 } line)
            Console.WriteLine($"[{line}]");
        Console.Write("secret: ");
        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
            Console.Write('*');
        Console.WriteLine();
        break;
    case "screen":
        Console.WriteLine($"{Console.IsInputRedirected} {Console.IsOutputRedirected} {Console.IsErrorRedirected}");
        Console.ForegroundColor = ConsoleColor.Red;
        Console.BackgroundColor = ConsoleColor.DarkBlue;
        Console.Write("coloured");
        Console.ResetColor();
        Console.WriteLine();
        Console.CursorVisible = false;
        Console.SetCursorPosition(4, 2);
        Console.CursorVisible = true;
        Console.Error.WriteLine($"{Console.WindowWidth} by {Console.WindowHeight}");
        break;
    case "size":
        using (var changed = new SemaphoreSlim(0))
        using (PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => changed.Release()))
        {
            Console.WriteLine($"{Console.WindowWidth} by {Console.WindowHeight}");
            while (Console.WindowWidth != 132)
                changed.Wait();
            Console.WriteLine($"{Console.WindowWidth} by {Console.WindowHeight}");
        }

        break;
    case "cancel":
        using (var cancelled = new SemaphoreSlim(0))
        {
            Console.CancelKeyPress += (_, e) =>
            {
                Console.WriteLine($"cancelled by {e.SpecialKey}");
                e.Cancel = true;
                cancelled.Release();
            };
            Console.WriteLine("ready");
            cancelled.Wait();
            if (args.Length > 1)
                Thread.Sleep(Timeout.Infinite);
        }

        return 3;
    case "default":
        Console.CancelKeyPress += (_, e) => Console.WriteLine($"not cancelled: {e.SpecialKey}");
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        break;
    case "terminate":
        using (var asked = new SemaphoreSlim(0))
        using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            Console.WriteLine(context.Signal);
            context.Cancel = true;
            asked.Release();
        }))
        {
            Console.WriteLine("ready");
            asked.Wait();
            if (args.Length > 1)
                Thread.Sleep(Timeout.Infinite);
        }

        return 4;
    case "sleep":
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        break;
    case "write":
        Write(int.Parse(args[1]));
        break;
    case "count":
        Count();
        break;
    case "ticks":
        return Ticks(int.Parse(args[1]), int.Parse(args[2]));
    case "alternate":
        for (int i = 0; i < 500; i++)
        {
            Console.WriteLine($"out {i}");
            Console.Error.WriteLine($"error {i}");
        }

        break;
    case "writers":
        Writers();
        break;
    case "environment":
        foreach (string name in (string[])["FROM_IMAGE", "FROM_HOST", "FROM_BOTH", "HOME", "USER", "PATH", "TZ"])
            Console.WriteLine($"{name}={Environment.GetEnvironmentVariable(name)}");
        break;
}

return 0;

// So many bytes, in pieces of all sizes, of which each can be told from the next.
static void Write(int bytes)
{
    using Stream output = Console.OpenStandardOutput();
    var piece = new byte[100_000];
    for (int written = 0, round = 0; written < bytes; round++)
    {
        int count = Math.Min(bytes - written, 1 + (round * 7919 % piece.Length));
        for (int i = 0; i < count; i++)
            piece[i] = (byte)((written + i) % 251);
        output.Write(piece, 0, count);
        written += count;
    }
}

static void Count()
{
    using Stream input = Console.OpenStandardInput();
    var piece = new byte[65536];
    long total = 0, wrong = 0;
    for (int count = input.Read(piece); count > 0; count = input.Read(piece))
    {
        for (int i = 0; i < count; i++)
            wrong += piece[i] != (byte)((total + i) % 251) ? 1 : 0;
        total += count;
    }

    Console.WriteLine($"{total} bytes, {wrong} wrong, then {input.Read(piece)}");
}

// How much later than asked, in microseconds, a thread wakes while another writes a lot: the median of the worst of each write.
static int Ticks(int writes, int bytes)
{
    bool ends = false;
    long worst = 0;
    var ticker = new Thread(() =>
    {
        while (!Volatile.Read(ref ends))
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            Thread.Sleep(1);
            long late = (long)System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMicroseconds - 1000;
            if (late > Volatile.Read(ref worst))
                Volatile.Write(ref worst, late);
        }
    });
    ticker.Start();
    var all = new List<long>();
    using (Stream output = Console.OpenStandardOutput())
    {
        var text = new byte[bytes];
        for (int i = 0; i < writes; i++)
        {
            Volatile.Write(ref worst, 0);
            output.Write(text);
            all.Add(Volatile.Read(ref worst));
        }
    }

    Volatile.Write(ref ends, true);
    ticker.Join();
    all.Sort();
    Console.Error.WriteLine(all[all.Count / 2]);
    return 0;
}

// Lines of several threads stay whole.
static void Writers()
{
    var threads = new Thread[4];
    for (int i = 0; i < threads.Length; i++)
    {
        int number = i;
        threads[i] = new Thread(() =>
        {
            using Stream output = Console.OpenStandardOutput();
            for (int line = 0; line < 2000; line++)
                output.Write(System.Text.Encoding.ASCII.GetBytes($"{number} {line} {new string((char)('a' + number), 10 + (line % 90))}\n"));
        });
    }

    foreach (Thread thread in threads)
        thread.Start();
    foreach (Thread thread in threads)
        thread.Join();
}
