namespace Hermit.Guest.Exceptions;

/// <summary>Which handler an exception reaches.</summary>
internal static class Flow
{
    public static GuestCase[] Cases =>
    [
        new("catch-types", CatchByType),
        new("catch-nested", CatchNested),
        new("rethrow", Rethrow),
        new("throw-in-catch", ThrowInCatch),
        new("catch-and-continue", ContinueLoops),
        new("catch-locals", KeepLocals),
        new("catch-all-kinds", ThrowEveryKind),
        new("custom-exception", ThrowCustom),
    ];

    private static void CatchByType()
    {
        foreach (Exception thrown in new Exception[]
        {
            new ArgumentNullException("name"), new ArgumentException("plain"), new InvalidOperationException("op"),
            new KeyNotFoundException("key"), new Exception("base"),
        })
        {
            try
            {
                throw thrown;
            }
            catch (ArgumentNullException exception)
            {
                Console.WriteLine($"null argument {exception.ParamName}");
            }
            catch (ArgumentException exception)
            {
                Console.WriteLine($"argument {exception.Message}");
            }
            catch (SystemException exception)
            {
                Console.WriteLine($"system {exception.GetType().Name}");
            }
            catch
            {
                Console.WriteLine("anything else");
            }
        }
    }

    private static void CatchNested()
    {
        try
        {
            try
            {
                try
                {
                    throw new InvalidOperationException("1");
                }
                catch (ArgumentException)
                {
                    Console.WriteLine("wrong type");
                }
            }
            catch (InvalidOperationException first)
            {
                Console.WriteLine($"caught {first.Message}");
                try
                {
                    throw new ArgumentException("2", first);
                }
                catch (ArgumentException second)
                {
                    Console.WriteLine($"caught {second.Message} because of {second.InnerException!.Message}");
                }

                Console.WriteLine($"still handling {first.Message}");
                throw new TimeoutException("3");
            }
        }
        catch (TimeoutException third)
        {
            Console.WriteLine($"caught {third.Message}");
        }
    }

    private static void Rethrow()
    {
        for (int levels = 0; levels < 4; levels++)
        {
            try
            {
                Pass(levels);
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine($"{exception.Message} after {exception.Data["passed"] ?? 0}");
            }
        }
    }

    private static void Pass(int levels)
    {
        try
        {
            if (levels == 0)
                throw new InvalidOperationException("bottom");
            Pass(levels - 1);
        }
        catch (InvalidOperationException exception) when (levels > 0)
        {
            exception.Data["passed"] = (int)(exception.Data["passed"] ?? 0) + 1;
            throw;
        }
    }

    private static void ThrowInCatch()
    {
        try
        {
            try
            {
                throw new InvalidOperationException("replaced");
            }
            catch (InvalidOperationException)
            {
                throw new ArgumentException("replacement");
            }
            catch (ArgumentException)
            {
                Console.WriteLine("a sibling handler must not run");
            }
            finally
            {
                Console.WriteLine("finally of the replaced one");
            }
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{exception.GetType().Name}: {exception.Message}, inner {exception.InnerException?.Message ?? "none"}");
        }
    }

    private static void ContinueLoops()
    {
        int handled = 0, finished = 0;
        for (int i = 0; i < 20; i++)
        {
            try
            {
                if (i % 3 == 0)
                    throw new InvalidOperationException();
                if (i == 17)
                    break;
                finished++;
            }
            catch (InvalidOperationException)
            {
                handled++;
                if (i % 2 == 0)
                    continue;
                handled += 100;
            }

            finished += 1000;
        }

        Console.WriteLine($"{handled} handled, {finished} finished");
    }

    private static void KeepLocals()
    {
        // Live across the throw in registers and on the stack, of several kinds, read again in the handler.
        int number = Environment.ProcessId > 0 ? 12 : 0;
        long wide = number * 1_000_000_007L;
        double real = number / 7.0;
        string text = number.ToString();
        var pair = (number, text);
        Int128 huge = (Int128)wide * wide;
        try
        {
            number++;
            wide ^= 5;
            real *= 2;
            ThrowAfterUsingRegisters(number);
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine($"{number} {wide} {real:F6} {text} {pair.number}{pair.text} {huge}");
        }

        Console.WriteLine($"{number} {wide} {real:F6} {text} {pair.number}{pair.text} {huge}");
    }

    private static void ThrowAfterUsingRegisters(int seed)
    {
        long a = seed, b = a * 3, c = b ^ a, d = c + b, e = d * c, f = e - d, g = f ^ e;
        for (int i = 0; i < 10; i++)
            (a, b, c, d, e, f, g) = (b + c, c ^ d, d - e, e * 3, f + g, g ^ a, a + b);
        throw new InvalidOperationException((a + b + c + d + e + f + g).ToString());
    }

    private static void ThrowEveryKind()
    {
        Exception[] kinds =
        [
            new ArgumentOutOfRangeException("index", 7, "too far"), new FormatException(), new NotSupportedException(),
            new NotImplementedException(), new ObjectDisposedException("thing"), new OperationCanceledException(), new TimeoutException(),
            new RankException(), new UnauthorizedAccessException(), new IOException("disk"), new EndOfStreamException(),
            new FileNotFoundException("none", "file.txt"), new AggregateException(new Exception("a"), new Exception("b")),
            new ApplicationException(), new InsufficientMemoryException(), new TypeLoadException(), new DllNotFoundException("lib"),
        ];
        foreach (Exception kind in kinds)
            Attempt.PrintMessage(kind.HResult.ToString("X8"), () => throw kind);
    }

    private static void ThrowCustom()
    {
        try
        {
            throw new QuotaException(15, "disk");
        }
        catch (QuotaException exception) when (exception.Limit > 10)
        {
            Console.WriteLine($"{exception.Message} {exception.Limit} {exception.HResult:X8} {exception.Source ?? "no source"}");
            Console.WriteLine(exception.GetBaseException() == exception);
            Console.WriteLine(exception.HelpLink ?? "no link");
        }
    }
}
