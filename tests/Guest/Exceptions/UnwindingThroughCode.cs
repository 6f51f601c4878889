using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Exceptions that leave initializers, finalizers, iterators, asynchronous methods, callbacks.</summary>
internal static class UnwindingThroughCode
{
    public static GuestCase[] Cases =>
    [
        new("unwind-initializer", Initializer),
        new("unwind-generic-initializer", GenericInitializer),
        new("unwind-finalizer", InFinalizer),
        new("unwind-iterator", Iterator),
        new("unwind-async-iterator", () => AsyncIterator().GetAwaiter().GetResult()),
        new("unwind-await-in-finally", () => AwaitInFinally().GetAwaiter().GetResult()),
        new("unwind-sort-comparison", SortComparison),
        new("unwind-thread-wait", ThreadWait),
    ];

    private static bool Say(string text, bool answer = false)
    {
        Console.WriteLine(text);
        return answer;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int depth) => throw new FailureException($"at {depth}");

    private static void Initializer()
    {
        Exception? first = null;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                Console.WriteLine(Broken.Value);
            }
            catch (TypeInitializationException exception)
            {
                first ??= exception.InnerException;
                Console.WriteLine($"{exception.TypeName} {exception.Message} {exception.InnerException!.Message} {ReferenceEquals(first, exception.InnerException)}");
            }
        }
    }

    private static class Picky<T>
    {
        public static readonly string Name = typeof(T) == typeof(string) ? throw new FailureException("not strings") : typeof(T).Name;
    }

    private static void GenericInitializer()
    {
        Console.WriteLine(Picky<object>.Name);
        Attempt.Print("string", () => Console.WriteLine(Picky<string>.Name));
        Console.WriteLine(Picky<Node>.Name);
        Console.WriteLine(Picky<int>.Name);
        Attempt.Print("string again", () => Console.WriteLine(Picky<string>.Name));
    }

    private static void InFinalizer()
    {
        MakeComplaints(500);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Console.WriteLine(Complaining.Caught > 400);
        Console.WriteLine(Complaining.Caught == Complaining.Finished);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeComplaints(int count)
    {
        for (int i = 0; i < count; i++)
            _ = new Complaining();
    }

    private static IEnumerable<int> Numbers(bool fail)
    {
        try
        {
            yield return 1;
            try
            {
                yield return 2;
                if (fail)
                    throw new FailureException("in the iterator");
            }
            finally
            {
                Console.WriteLine("inner finally");
            }
        }
        finally
        {
            Console.WriteLine("outer finally");
        }
    }

    private static void Iterator()
    {
        Attempt.PrintMessage("fails", () => Console.WriteLine(Numbers(true).Sum()));
        foreach (int value in Numbers(false))
        {
            if (value == 2)
                break;
        }

        Attempt.PrintMessage("consumer fails", () =>
        {
            foreach (int value in Numbers(false))
                throw new TimeoutException($"at {value}");
        });
        Console.WriteLine(Numbers(false).First());
    }

    private static async IAsyncEnumerable<int> Later()
    {
        try
        {
            await Task.Yield();
            yield return 1;
            throw new FailureException("later");
        }
        finally
        {
            await Task.Yield();
            Console.WriteLine("async finally");
        }
    }

    private static async Task AsyncIterator()
    {
        try
        {
            await foreach (int value in Later())
                Console.WriteLine(value);
        }
        catch (FailureException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    private static async Task AwaitInFinally()
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                try
                {
                    await Task.Yield();
                    if (i == 0)
                        throw new FormatException("original");
                }
                catch (FormatException) when (Say("filter", true))
                {
                    await Task.Yield();
                    throw new FailureException("from the catch");
                }
                finally
                {
                    await Task.Yield();
                    Console.WriteLine("finally");
                }
            }
            catch (FailureException exception)
            {
                Console.WriteLine(exception.Message);
            }
        }
    }

    private static void SortComparison()
    {
        int[] values = [.. Enumerable.Range(0, 40).Select(i => i * 17 % 41)];
        int calls = 0;
        try
        {
            Array.Sort(values, (left, right) => ++calls == 20 ? throw new FailureException("twentieth") : left - right);
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"{exception.Message} {exception.InnerException!.Message} {calls}");
        }

        Console.WriteLine(values.Order().SequenceEqual(Enumerable.Range(0, 41).Where(i => values.Contains(i))));
    }

    private static readonly Lock s_lock = new();

    private static void ThreadWait()
    {
        Exception? seen = null;
        var thread = new Thread(() =>
        {
            try
            {
                try
                {
                    Throw(9);
                }
                finally
                {
                    Thread.Sleep(1);
                    lock (s_lock)
                        GC.Collect(0);
                }
            }
            catch (FailureException exception)
            {
                seen = exception;
            }
        });
        thread.Start();
        thread.Join();
        Console.WriteLine(seen!.Message);
    }

    private static class Broken
    {
        public static readonly int Value = Compute();

        private static int Compute() => throw new FailureException("no value");
    }

    private sealed class Complaining
    {
        public static int Caught, Finished;

        ~Complaining()
        {
            try
            {
                throw new FailureException("in a finalizer");
            }
            catch (FailureException)
            {
                Interlocked.Increment(ref Caught);
            }
            finally
            {
                Interlocked.Increment(ref Finished);
            }
        }
    }
}
