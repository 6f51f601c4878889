using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Exceptions that come out of special places: constructors, delegates, iterators, tasks, callbacks from native code.</summary>
internal static class Origins
{
    public static GuestCase[] Cases =>
    [
        new("static-constructor", StaticConstructor),
        new("constructor", Constructor),
        new("delegate", ThroughDelegates),
        new("delegate-multicast", ThroughMulticast),
        new("iterator", ThroughIterators),
        new("async", ThroughAsync),
        new("async-finally", AsyncFinally),
        new("aggregate", Aggregate),
        new("thread", InsideThread),
        new("native-callback", InsideNativeCallback),
        new("dispatch-info", Captured),
        new("comparer", InsideLibraryCallback),
    ];

    private static void StaticConstructor()
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Console.WriteLine(Unusable.Value);
            }
            catch (TypeInitializationException exception)
            {
                Console.WriteLine($"{exception.TypeName} because {exception.InnerException!.Message}");
            }
        }

        try
        {
            Console.WriteLine(UnusableGeneric<string>.Value);
        }
        catch (TypeInitializationException exception)
        {
            Console.WriteLine(exception.InnerException!.Message);
        }

        Console.WriteLine(UnusableGeneric<int>.Value);
    }

    private static void Constructor()
    {
        Attempt.PrintMessage("new", () => _ = new Picky(-1));
        Attempt.PrintMessage("activator", () => Activator.CreateInstance<PickyByDefault>());
        Attempt.PrintMessage("initializer", () => _ = new Picky(1) { Name = null! });
    }

    private static void ThroughDelegates()
    {
        Func<int, int> divide = value => 10 / value;
        Func<Func<int, int>, int, int> apply = (function, value) => function(value);
        Attempt.Print("closure", () => apply(divide, 0));
        Console.WriteLine(apply(divide, 5));
        Func<string, int> open = int.Parse;
        Attempt.Print("method group", () => open("x"));
        Action? nothing = null;
        Attempt.Print("null delegate", () => nothing!());
    }

    private static void ThroughMulticast()
    {
        Action chain = () => Console.WriteLine("first");
        chain += () => throw new InvalidOperationException("second fails");
        chain += () => Console.WriteLine("third must not run");
        Attempt.PrintMessage("chain", chain);
    }

    private static void ThroughIterators()
    {
        using IEnumerator<int> numbers = Count().GetEnumerator();
        for (int i = 0; i < 4; i++)
            Attempt.Print($"step {i}", () => Console.WriteLine(numbers.MoveNext() ? numbers.Current : -1));

        Attempt.Print("linq", () => Enumerable.Range(-2, 5).Select(value => 10 / value).ToArray());
    }

    private static IEnumerable<int> Count()
    {
        yield return 1;
        yield return 2;
        throw new InvalidOperationException();
    }

    private static void ThroughAsync() => ThroughAsyncCore().GetAwaiter().GetResult();

    private static async Task ThroughAsyncCore()
    {
        for (int depth = 0; depth < 3; depth++)
        {
            try
            {
                await FailAtDepth(depth);
            }
            catch (InvalidOperationException exception) when (exception.Message.Length > 0)
            {
                await Task.Yield();
                Console.WriteLine($"{exception.Message} seen from above");
            }
        }

        try
        {
            await ValueTask.FromException<int>(new TimeoutException("value task"));
        }
        catch (TimeoutException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    private static async Task<int> FailAtDepth(int depth)
    {
        await Task.Delay(1);
        if (depth == 0)
            throw new InvalidOperationException("the bottom");
        return await FailAtDepth(depth - 1) + 1;
    }

    private static void AsyncFinally() => AsyncFinallyCore().GetAwaiter().GetResult();

    private static async Task AsyncFinallyCore()
    {
        try
        {
            try
            {
                await FailAtDepth(1);
            }
            finally
            {
                await Task.Delay(1);
                Console.WriteLine("asynchronous finally");
            }
        }
        catch (InvalidOperationException)
        {
            await Task.Yield();
            Console.WriteLine("asynchronous catch");
        }
    }

    private static void Aggregate()
    {
        Task all = Task.WhenAll(
            Task.Run(() => throw new InvalidOperationException("one")),
            Task.Run(() => throw new ArgumentException("two")),
            Task.Run(() => Console.Write("")));
        try
        {
            all.Wait();
        }
        catch (AggregateException exception)
        {
            foreach (Exception inner in exception.Flatten().InnerExceptions.OrderBy(inner => inner.Message, StringComparer.Ordinal))
                Console.WriteLine(inner.Message);
            exception.Handle(inner => inner is InvalidOperationException or ArgumentException);
        }

        Console.WriteLine(all.Status);
    }

    private static void InsideThread()
    {
        ExceptionDispatchInfo? captured = null;
        var thread = new Thread(() =>
        {
            try
            {
                throw new InvalidOperationException("on another thread");
            }
            catch (InvalidOperationException exception)
            {
                captured = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        Attempt.PrintMessage("rethrown here", () => captured!.Throw());
    }

    private static unsafe void InsideNativeCallback()
    {
        delegate* unmanaged<int, int> callback = &SafeDivide;
        for (int i = -1; i <= 1; i++)
            Console.WriteLine(callback(i));

        try
        {
            Console.WriteLine(callback(0));
            throw new InvalidOperationException("after native code");
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }

    [UnmanagedCallersOnly]
    private static int SafeDivide(int divisor)
    {
        try
        {
            return 100 / divisor;
        }
        catch (DivideByZeroException)
        {
            return int.MinValue;
        }
    }

    private static void Captured()
    {
        var original = new QuotaException(3, "patience");
        ExceptionDispatchInfo information = ExceptionDispatchInfo.Capture(original);
        for (int i = 0; i < 2; i++)
        {
            try
            {
                information.Throw();
            }
            catch (QuotaException exception)
            {
                Console.WriteLine(ReferenceEquals(exception, original));
            }
        }

        ExceptionDispatchInfo.SetCurrentStackTrace(original = new QuotaException(4, "space"));
        Console.WriteLine(original.StackTrace is { Length: > 0 });
    }

    private static void InsideLibraryCallback()
    {
        int[] numbers = [3, 1, 2];
        Attempt.PrintMessage("sort", () => Array.Sort(numbers, (_, _) => throw new FormatException("no order")));
        Attempt.PrintMessage("find", () => new List<int>(numbers).Find(value => throw new TimeoutException($"at {value}")));
        Attempt.PrintMessage("lazy", () => _ = new Lazy<int>(() => throw new QuotaException(1, "laziness")).Value);
        Attempt.PrintMessage("changed", () =>
        {
            var list = new List<int>(numbers);
            foreach (int value in list)
                list.Add(value);
        });
    }

    private static class Unusable
    {
        public static readonly int Value = Compute();

        static Unusable() => Console.WriteLine("constructor body must not run");

        private static int Compute()
        {
            Console.WriteLine("initializer runs once");
            throw new InvalidOperationException("initializer failed");
        }
    }

    private static class UnusableGeneric<T>
    {
        public static readonly string Value = typeof(T).IsValueType ? typeof(T).Name : throw new NotSupportedException(typeof(T).Name);
    }

    private sealed class Picky
    {
        public Picky(int value) => ArgumentOutOfRangeException.ThrowIfNegative(value);

        public string Name
        {
            init => ArgumentNullException.ThrowIfNull(value);
        }
    }

    private sealed class PickyByDefault
    {
        public PickyByDefault() => throw new InvalidOperationException("cannot be made");
    }
}
