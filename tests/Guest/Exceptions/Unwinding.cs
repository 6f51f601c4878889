using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Unwinding that meets unwinding: what replaces, filters, and cleans up in which order.</summary>
internal static class Unwinding
{
    public static GuestCase[] Cases =>
    [
        new("unwind-replaced", Replaced),
        new("unwind-filter-order", FilterOrder),
        new("unwind-filter-sees-state", FilterSeesState),
        new("unwind-finally-collects", FinallyCollects),
        new("unwind-using-order", UsingOrder),
    ];

    private static bool Say(string text, bool answer = false)
    {
        Console.WriteLine(text);
        return answer;
    }

    private static void Replaced()
    {
        Attempt.PrintMessage("depth", () => Replace(20));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Replace(int depth)
    {
        try
        {
            if (depth == 0)
                throw new FailureException("bottom");
            Replace(depth - 1);
        }
        finally
        {
            if (depth % 5 == 0)
                Attempt.PrintMessage($"{depth}", () => Throw(depth));
            if (depth % 7 == 0)
                Throw(depth);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int depth) => throw new FailureException($"at {depth}");

    private static void FilterOrder()
    {
        try
        {
            FilterFrame(3);
        }
        catch (FailureException) when (Say("filter top", true))
        {
            Console.WriteLine("caught at the top");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FilterFrame(int depth)
    {
        try
        {
            if (depth == 0)
                throw new FailureException("x");
            FilterFrame(depth - 1);
        }
        catch (FailureException) when (Say($"filter {depth}"))
        {
            Console.WriteLine("wrong");
        }
        finally
        {
            Console.WriteLine($"finally {depth}");
        }
    }

    private static void FilterSeesState()
    {
        int stage = 0;
        try
        {
            try
            {
                stage = 1;
                throw new FailureException("x");
            }
            finally
            {
                stage = 2;
            }
        }
        catch (FailureException) when (stage == 2)
        {
            Console.WriteLine("after the finally");
        }
        catch (FailureException) when (stage == 1)
        {
            Console.WriteLine($"before the finally, now {stage}");
        }
    }

    private static void FinallyCollects()
    {
        string[] kept = ["a", "b", new string('c', 3)];
        Attempt.PrintMessage("collected", () =>
        {
            try
            {
                throw new FailureException(new string('m', 5), new FormatException(new string('i', 4)));
            }
            finally
            {
                for (int i = 0; i < 3; i++)
                {
                    GC.Collect();
                    _ = new byte[10_000];
                }
            }
        });
        Console.WriteLine(string.Join("", kept));
    }

    private static void UsingOrder()
    {
        Attempt.PrintMessage("using", () =>
        {
            using var a = new Closing("a", false);
            using var b = new Closing("b", true);
            using var c = new Closing("c", false);
            throw new FormatException("body");
        });
    }

    private readonly struct Closing(string name, bool fail) : IDisposable
    {
        public void Dispose()
        {
            Console.WriteLine($"close {name}");
            if (fail)
                throw new FailureException($"closing {name}");
        }
    }
}
