namespace Hermit.Guest.Exceptions;

/// <summary>When and in which order finally blocks run.</summary>
internal static class Finally
{
    public static GuestCase[] Cases =>
    [
        new("finally-order", Order),
        new("finally-return", ReturnThrough),
        new("finally-jumps", JumpThrough),
        new("finally-throws", ThrowInFinally),
        new("finally-catches", CatchInFinally),
        new("finally-dispose", Dispose),
        new("finally-lock", ReleaseLock),
        new("fault-block", RunFaultBlock),
    ];

    private static void Order()
    {
        try
        {
            Nest(3);
        }
        catch (InvalidOperationException) when (Say("filter runs before every finally"))
        {
            Console.WriteLine("handler runs after every finally");
        }
        finally
        {
            Console.WriteLine("outermost finally");
        }
    }

    private static bool Say(string text)
    {
        Console.WriteLine(text);
        return true;
    }

    private static void Nest(int level)
    {
        try
        {
            try
            {
                if (level == 0)
                    throw new InvalidOperationException();
                Nest(level - 1);
            }
            finally
            {
                Console.WriteLine($"inner finally {level}");
            }
        }
        finally
        {
            Console.WriteLine($"outer finally {level}");
        }
    }

    private static void ReturnThrough()
    {
        Console.WriteLine(ReturnValue(1));
        Console.WriteLine(ReturnValue(2));
        Console.WriteLine(ReturnValue(3));
    }

    private static string ReturnValue(int way)
    {
        string value = "start";
        try
        {
            try
            {
                if (way == 1)
                    return value;
                if (way == 2)
                    throw new InvalidOperationException();
                value = "middle";
            }
            catch (InvalidOperationException)
            {
                return "from catch";
            }
            finally
            {
                value = "changed";
                Console.WriteLine($"first finally {way}");
            }
        }
        finally
        {
            Console.WriteLine($"second finally {way}");
        }

        return value;
    }

    private static void JumpThrough()
    {
        int finallyBlocks = 0;
        for (int i = 0; i < 10; i++)
        {
            for (int j = 0; j < 10; j++)
            {
                try
                {
                    if (j == 3)
                        continue;
                    if (j == 6)
                        break;
                    if (i == 7)
                        goto done;
                }
                finally
                {
                    finallyBlocks++;
                }
            }
        }

    done:
        Console.WriteLine($"{finallyBlocks} finally blocks");
    }

    private static void ThrowInFinally()
    {
        try
        {
            try
            {
                try
                {
                    throw new InvalidOperationException("first");
                }
                finally
                {
                    Console.WriteLine("throwing over the first");
                    throw new ArgumentException("second");
                }
            }
            finally
            {
                Console.WriteLine("throwing over the second");
                throw new FormatException("third");
            }
        }
        catch (Exception exception)
        {
            Console.WriteLine($"only {exception.Message} arrives, inner {exception.InnerException?.Message ?? "none"}");
        }
    }

    private static void CatchInFinally()
    {
        try
        {
            try
            {
                throw new InvalidOperationException("outer");
            }
            finally
            {
                for (int i = 0; i < 3; i++)
                {
                    try
                    {
                        throw new ArgumentException($"inside finally {i}");
                    }
                    catch (ArgumentException exception)
                    {
                        Console.WriteLine(exception.Message);
                    }
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"{exception.Message} goes on");
        }
    }

    private static void Dispose()
    {
        try
        {
            using var first = new Loud("first");
            using var second = new Loud("second");
            using (new Loud("third"))
                Console.WriteLine("body");
            throw new InvalidOperationException("with two open");
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    private static void ReleaseLock()
    {
        var gate = new object();
        try
        {
            lock (gate)
            {
                Console.WriteLine(Monitor.IsEntered(gate));
                throw new InvalidOperationException();
            }
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine(Monitor.IsEntered(gate));
        }

        Attempt.Print("exit without enter", () => Monitor.Exit(gate));
    }

    private static void RunFaultBlock()
    {
        // The compiler makes a fault block of a try-finally that encloses a yield.
        foreach (int stopAt in (int[])[1, 2, 9])
        {
            try
            {
                foreach (int value in Produce(stopAt))
                {
                    Console.WriteLine($"value {value}");
                    if (value == 2)
                        break;
                }
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine(exception.Message);
            }
        }
    }

    private static IEnumerable<int> Produce(int failAt)
    {
        try
        {
            for (int i = 0; i < 3; i++)
            {
                if (i == failAt)
                    throw new InvalidOperationException($"failed at {i}");
                try
                {
                    yield return i;
                }
                finally
                {
                    Console.WriteLine($"step {i} done");
                }
            }
        }
        finally
        {
            Console.WriteLine("producer closed");
        }
    }
}
