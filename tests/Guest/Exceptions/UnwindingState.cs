using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>What a method knows and holds when it goes on after an exception: locals, loops, references, the stack.</summary>
internal static class UnwindingState
{
    public static GuestCase[] Cases =>
    [
        new("unwind-recursive-handlers", RecursiveHandlers),
        new("unwind-switch-in-loop", SwitchInLoop),
        new("unwind-struct-locals", StructLocals),
        new("unwind-by-ref", ByReference),
        new("unwind-deep-recursion", DeepRecursion),
        new("unwind-ensure-stack", EnsureStack),
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int depth) => throw new FailureException($"at {depth}");

    private static void RecursiveHandlers() => Console.WriteLine(Handler(12));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Handler(int depth)
    {
        try
        {
            throw new FailureException($"{depth}");
        }
        catch (FailureException exception)
        {
            int below = depth == 0 ? 0 : Handler(depth - 1);
            return below + int.Parse(exception.Message);
        }
    }

    private static void SwitchInLoop()
    {
        int[] counts = new int[4];
        for (int i = 0; i < 100; i++)
        {
            try
            {
                switch (i % 5)
                {
                    case 0: throw new FormatException();
                    case 1: throw new TimeoutException();
                    case 2: continue;
                    case 3: throw new FailureException("q");
                }
            }
            catch (FormatException)
            {
                counts[0]++;
                continue;
            }
            catch (TimeoutException)
            {
                counts[1]++;
            }
            catch (Exception) when (i % 2 == 0)
            {
                counts[2]++;
            }
            catch
            {
                counts[3]++;
            }
        }

        Console.WriteLine(string.Join(" ", counts));
    }

    private static void StructLocals()
    {
        (long A, string B, double C, decimal D) state = (1, "one", 1.5, 1m);
        for (int i = 0; i < 4; i++)
        {
            try
            {
                state = (state.A * 3, state.B + i, state.C / 2, state.D + 0.1m);
                if (i % 2 == 1)
                    throw new FailureException("x");
                state.A++;
            }
            catch (FailureException)
            {
                state.B += "!";
            }
            finally
            {
                state.D *= 2;
            }
        }

        Console.WriteLine(state);
    }

    private static void ByReference()
    {
        int[] slots = new int[3];
        for (int i = 0; i < 3; i++)
        {
            ref int slot = ref slots[i];
            try
            {
                slot = 10 + i;
                Throw(i);
            }
            catch (FailureException) when (++slot > 0)
            {
                slot *= 2;
            }
            finally
            {
                slot += 100;
            }
        }

        Console.WriteLine(string.Join(" ", slots));
    }

    private static void DeepRecursion()
    {
        Attempt.PrintMessage("2000 frames", () => Console.WriteLine(Descend(2000)));
        Console.WriteLine(s_unwound);
    }

    private static int s_unwound;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Descend(int depth)
    {
        try
        {
            if (depth == 0)
                Throw(0);
            return Descend(depth - 1) + 1;
        }
        finally
        {
            s_unwound++;
        }
    }

    private static void EnsureStack()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Console.WriteLine(RuntimeHelpers.TryEnsureSufficientExecutionStack());
        string outcome = "";
        var thread = new Thread(() => Attempt.Print("endless", () => outcome = $"{Endless(0)}"), 256 * 1024);
        thread.Start();
        thread.Join();
        Console.WriteLine(outcome.Length == 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Endless(int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Endless(depth + 1) + 1;
    }
}
