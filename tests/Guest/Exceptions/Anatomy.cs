using System.Collections;
using System.Runtime.ExceptionServices;

namespace Hermit.Guest.Exceptions;

/// <summary>What an exception object carries, and the first-chance event that announces it.</summary>
internal static class Anatomy
{
    public static GuestCase[] Cases =>
    [
        new("anatomy-data", Data),
        new("anatomy-inner", Inner),
        new("anatomy-text", Text),
        new("anatomy-aggregate-flatten", Flatten),
        new("anatomy-aggregate-handle", Handle),
        new("anatomy-thrown-twice", ThrownTwice),
        new("anatomy-dispatch-info", DispatchInfo),
        new("anatomy-overridden", Overridden),
        new("first-chance-order", FirstChanceOrder),
        new("first-chance-hardware", FirstChanceHardware),
        new("first-chance-nested", FirstChanceNested),
        new("first-chance-async", () => FirstChanceAsync().GetAwaiter().GetResult()),
        new("first-chance-rethrow", FirstChanceRethrow),
    ];

    private static void Data()
    {
        var exception = new InvalidOperationException("x") { HelpLink = "help", Source = "here", HResult = 77 };
        exception.Data["one"] = 1;
        exception.Data[2] = "two";
        try
        {
            throw exception;
        }
        catch (InvalidOperationException caught)
        {
            caught.Data["three"] = 3.0;
            foreach (DictionaryEntry entry in caught.Data)
                Console.WriteLine($"{entry.Key}={entry.Value}");
            Console.WriteLine($"{caught.Data.Count} {caught.Data.IsReadOnly} {caught.Data.Contains("one")} {caught.HelpLink} {caught.Source} {caught.HResult}");
            Attempt.PrintMessage("null key", () => caught.Data[null!] = 1);
        }
    }

    private static void Inner()
    {
        Exception? chain = null;
        for (int i = 0; i < 5; i++)
            chain = new FailureException($"level {i}", chain);
        Console.WriteLine(chain!.GetBaseException().Message);
        for (Exception? link = chain; link is not null; link = link.InnerException)
            Console.WriteLine(link.Message);
        Console.WriteLine(new Exception().GetBaseException().InnerException is null);
        Console.WriteLine(new Exception().StackTrace is null);
        Console.WriteLine(new Exception().Source is null);
    }

    private static void Text()
    {
        Console.WriteLine(new Exception("message").ToString());
        Console.WriteLine(new Exception("").ToString());
        Console.WriteLine(new Exception(null).ToString());
        Console.WriteLine(new FailureException("outer", new FormatException("inner")).ToString());
        Console.WriteLine(new AggregateException("several", new FormatException("a"), new FailureException("b", new TimeoutException("c"))).ToString());
        Console.WriteLine(new ArgumentOutOfRangeException("p", 3, "m").ToString());
    }

    private static void Flatten()
    {
        var tree = new AggregateException(new FormatException("a"), new AggregateException(new TimeoutException("b"), new AggregateException(new FailureException("c"))), new AggregateException());
        Console.WriteLine(string.Join(" ", tree.InnerExceptions.Select(inner => inner.GetType().Name)));
        AggregateException flat = tree.Flatten();
        Console.WriteLine(string.Join(" ", flat.InnerExceptions.Select(inner => inner.Message)));
        Console.WriteLine(flat.Message);
        Console.WriteLine(new AggregateException(new AggregateException(new TimeoutException("deep"))).GetBaseException().Message);
        Console.WriteLine(tree.GetBaseException() == tree);
        Attempt.PrintMessage("null inside", () => _ = new AggregateException([null!]));
    }

    private static void Handle()
    {
        var several = new AggregateException(new FormatException("a"), new TimeoutException("b"), new FormatException("c"));
        several.Handle(_ => true);
        try
        {
            several.Handle(inner => inner is FormatException);
        }
        catch (AggregateException rest)
        {
            Console.WriteLine($"{rest.InnerExceptions.Count} {rest.InnerException!.Message} {ReferenceEquals(rest, several)}");
        }

        Attempt.PrintMessage("handler throws", () => several.Handle(_ => throw new FailureException("from the handler")));
    }

    private static void ThrownTwice()
    {
        var exception = new FailureException("again");
        int first = 0;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                throw exception;
            }
            catch (FailureException caught)
            {
                int lines = caught.StackTrace!.Split('\n').Length;
                first = first == 0 ? lines : first;
                Console.WriteLine($"{ReferenceEquals(caught, exception)} {lines == first}");
            }
        }
    }

    private static void DispatchInfo()
    {
        ExceptionDispatchInfo? info = null;
        try
        {
            throw new FailureException("captured");
        }
        catch (FailureException exception)
        {
            info = ExceptionDispatchInfo.Capture(exception);
        }

        for (int i = 0; i < 2; i++)
        {
            try
            {
                info.Throw();
            }
            catch (FailureException exception)
            {
                Console.WriteLine($"{exception.Message} {ReferenceEquals(exception, info.SourceException)} {exception.StackTrace!.Contains("End of stack trace from previous location")}");
            }
        }

        Exception remote = ExceptionDispatchInfo.SetRemoteStackTrace(new FailureException("remote"), "   at Somewhere.Else()");
        Console.WriteLine(remote.StackTrace!.Contains("Somewhere.Else"));
        Exception current = ExceptionDispatchInfo.SetCurrentStackTrace(new FailureException("current"));
        Console.WriteLine(current.StackTrace!.Contains(nameof(DispatchInfo)));
        Attempt.PrintMessage("set again", () => ExceptionDispatchInfo.SetCurrentStackTrace(current));
    }

    private sealed class Speaking(string text) : Exception
    {
        public override string Message => $"<{text}>";

        public override string? StackTrace => null;

        public override Exception GetBaseException() => new FormatException("base");
    }

    private static void Overridden()
    {
        try
        {
            throw new Speaking("own words");
        }
        catch (Exception exception) when (exception.Message == "<own words>")
        {
            Console.WriteLine(exception.Message);
            Console.WriteLine(exception.StackTrace is null);
            Console.WriteLine(exception.GetBaseException().Message);
            Console.WriteLine(exception.ToString().EndsWith("<own words>"));
        }
    }

    /// <summary>Runs the body, and prints each first-chance event before anything else sees the exception.</summary>
    private static void WithEvents(Action body)
    {
        EventHandler<FirstChanceExceptionEventArgs> handler = (_, arguments) => Console.WriteLine($"first chance: {arguments.Exception.GetType().Name}");
        AppDomain.CurrentDomain.FirstChanceException += handler;
        try
        {
            body();
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= handler;
        }
    }

    private static bool Say(string text)
    {
        Console.WriteLine(text);
        return true;
    }

    private static void FirstChanceOrder() => WithEvents(() =>
    {
        try
        {
            try
            {
                throw new FailureException("x");
            }
            finally
            {
                Console.WriteLine("finally");
            }
        }
        catch (FailureException) when (Say("filter"))
        {
            Console.WriteLine("catch");
        }
    });

    private static void FirstChanceHardware() => WithEvents(() =>
    {
        int zero = Environment.ProcessId < 0 ? 1 : 0;
        Attempt.Print("divide", () => Console.WriteLine(1 / zero));
        Attempt.Print("null", () => Console.WriteLine(((string)null!).Length));
        Attempt.Print("bounds", () => Console.WriteLine(new int[3].GetValue(3 + zero)));
        Attempt.Print("cast", () => Console.WriteLine((string)(object)new Node()));
        Attempt.Print("overflow", () => Console.WriteLine(checked(int.MaxValue - zero + 1)));
    });

    private static void FirstChanceNested() => WithEvents(() =>
    {
        try
        {
            try
            {
                throw new FormatException();
            }
            finally
            {
                Attempt.Print("inside finally", () => throw new TimeoutException());
            }
        }
        catch (Exception exception) when (Attempted() && exception is FormatException)
        {
            Console.WriteLine("caught");
        }
    });

    private static bool Attempted()
    {
        Attempt.Print("inside filter", () => throw new KeyNotFoundException());
        return true;
    }

    private static async Task FirstChanceAsync()
    {
        int events = 0;
        EventHandler<FirstChanceExceptionEventArgs> handler = (_, arguments) => events += arguments.Exception is FailureException ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += handler;
        try
        {
            await Outer();
        }
        catch (FailureException)
        {
            Console.WriteLine(events);
        }

        AppDomain.CurrentDomain.FirstChanceException -= handler;
    }

    private static async Task Outer() => await Middle();

    private static async Task Middle()
    {
        await Task.Yield();
        throw new FailureException("async");
    }

    private static void FirstChanceRethrow() => WithEvents(() =>
    {
        try
        {
            try
            {
                throw new FormatException();
            }
            catch (FormatException)
            {
                Console.WriteLine("rethrown");
                throw;
            }
        }
        catch (FormatException exception)
        {
            Attempt.Print("wrapped", () => throw new FailureException("w", exception));
        }
    });
}
