using System.Runtime.CompilerServices;

namespace Tour;

/// <summary>Exceptions: thrown, filtered, rethrown, raised by the hardware, across frames of every kind.</summary>
internal static class Exceptions
{
    private static readonly int s_zero = Environment.ProcessId < 0 ? 1 : 0;

    public static void Run()
    {
        NestAndFilter();
        Console.WriteLine($"returned {ReturnThroughFinally()}");
        RaiseByHardware();
        RaiseByRuntime();
        ShowTrace();
        ThrowFromDepth();
    }

    private static void NestAndFilter()
    {
        try
        {
            try
            {
                throw new InvalidOperationException("first");
            }
            catch (InvalidOperationException exception) when (exception.Message == "second")
            {
                Console.WriteLine("the filter says no");
            }
            finally
            {
                Console.WriteLine("inner finally");
            }
        }
        catch (Exception exception) when (Log($"filter sees {exception.Message}"))
        {
            try
            {
                throw new ArgumentException("wrapping", exception);
            }
            catch (ArgumentException outer)
            {
                Console.WriteLine($"{outer.Message} {outer.InnerException!.Message}");
            }
        }
    }

    private static bool Log(string text)
    {
        Console.WriteLine(text);
        return true;
    }

    private static int ReturnThroughFinally()
    {
        try
        {
            return 1;
        }
        finally
        {
            Console.WriteLine("finally on the way out");
        }
    }

    private static void RaiseByHardware()
    {
        string? nothing = s_zero == 0 ? null : "";
        int[]? noNumbers = null;
        Show(() => Console.WriteLine(nothing!.Length));
        Show(() => Console.WriteLine(noNumbers![5]));
        Show(() => Console.WriteLine(7 / s_zero));
        Show(() => Console.WriteLine(long.MinValue % (s_zero - 1L)));
    }

    private static void RaiseByRuntime()
    {
        object text = "text";
        object[] strings = new string[1];
        int[] numbers = [1, 2, 3];
        Show(() => Console.WriteLine(numbers[s_zero + 3]));
        Show(() => Console.WriteLine((int)text));
        Show(() => Console.WriteLine(checked(int.MaxValue + (1 - s_zero))));
        Show(() => strings[0] = new object());
        Show(() => Console.WriteLine(new int[s_zero - 1].Length));
        Show(() => Console.WriteLine(Broken.Value));
        Show(() => int.Parse("twelve"));
        Show(() => Task.Run(() => throw new TimeoutException("in a task")).Wait());
        Show(() => new[] { 1, 2 }.Select(value => value / s_zero).ToList());
    }

    private static void Show(Action action)
    {
        try
        {
            action();
            Console.WriteLine("nothing happened");
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static void ShowTrace()
    {
        try
        {
            Outer();
        }
        catch (InvalidOperationException exception)
        {
            foreach (string line in exception.StackTrace!.Split('\n').Take(3))
                Console.WriteLine(line.Split(" + 0x")[0].Trim());
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Outer() => Inner("trace", 1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Inner(string text, int number) => throw new InvalidOperationException(text + number);

    private static void ThrowFromDepth()
    {
        int caught = 0, unwound = 0;
        for (int depth = 0; depth < 200; depth++)
        {
            try
            {
                Descend(depth, ref unwound);
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }

        Console.WriteLine($"{caught} caught, {unwound} finally blocks");
    }

    private static void Descend(int levels, ref int unwound)
    {
        try
        {
            if (levels == 0)
                throw new InvalidOperationException();
            Descend(levels - 1, ref unwound);
        }
        finally
        {
            unwound++;
        }
    }

    private static class Broken
    {
        public static readonly int Value = int.Parse("not a number");
    }
}
