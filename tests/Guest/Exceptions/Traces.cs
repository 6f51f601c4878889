using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Hermit.Guest.Exceptions;

/// <summary>Stack traces name C# methods. Code offsets are left out: they differ between compilations.</summary>
internal static class Traces
{
    public static GuestCase[] Cases =>
    [
        new("trace", Simple),
        new("trace-generic", Generic),
        new("trace-rethrow", Rethrown),
        new("trace-captured", CapturedAndThrown),
        new("trace-async", Asynchronous),
        new("trace-fault", OfHardwareFault),
        new("trace-text", WholeText),
        new("trace-environment", EnvironmentTrace),
        new("trace-frames", Frames),
    ];

    private static void Simple() => PrintTrace(() => Outer(3));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Outer(int value) => Middle("text", ref value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Middle(string text, ref int value) => Inner([value], (text, value));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Inner(int[] values, (string Text, int Value) pair) => throw new InvalidOperationException(pair.Text + values[0]);

    private static void Generic()
    {
        PrintTrace(() => new Box<int>().Open("a"));
        PrintTrace(() => new Box<string>().Open("a"));
        PrintTrace(() => Box<DateTime>.OpenAll<long>(5));
        PrintTrace(() => Box<object>.OpenAll<List<int>>([]));
    }

    private static void Rethrown()
    {
        PrintTrace(() =>
        {
            try
            {
                Outer(1);
            }
            catch (InvalidOperationException)
            {
                throw;
            }
        });
        PrintTrace(() =>
        {
            try
            {
                Outer(1);
            }
            catch (InvalidOperationException exception)
            {
                ThrowAgain(exception);
            }
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowAgain(Exception exception) => throw exception;

    private static void CapturedAndThrown()
    {
        ExceptionDispatchInfo? captured = null;
        try
        {
            Outer(2);
        }
        catch (InvalidOperationException exception)
        {
            captured = ExceptionDispatchInfo.Capture(exception);
        }

        PrintTrace(captured!.Throw);
    }

    private static void Asynchronous() => PrintTrace(() => FirstAsync().GetAwaiter().GetResult());

    private static async Task FirstAsync() => await SecondAsync(4);

    private static async Task<int> SecondAsync(int value)
    {
        await Task.Yield();
        Outer(value);
        return value;
    }

    private static void OfHardwareFault()
    {
        PrintTrace(() => Console.WriteLine(Dereference(null)));
        PrintTrace(() => Console.WriteLine(Divide(1, 0)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Dereference(string? text) => text!.Length + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Divide(int a, int b) => (a / b) + 1;

    private static void WholeText()
    {
        try
        {
            try
            {
                Outer(8);
            }
            catch (InvalidOperationException inner)
            {
                throw new ArgumentException("outer", "parameter", inner);
            }
        }
        catch (ArgumentException exception)
        {
            PrintLines(exception.ToString());
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnvironmentTrace() => PrintLines(Environment.StackTrace);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Frames()
    {
        var trace = new StackTrace(0, false);
        Console.WriteLine(trace.FrameCount > 2);
        Console.WriteLine(DiagnosticMethodInfo.Create(trace.GetFrame(0)!)?.Name);
        Console.WriteLine(new StackFrame(0).HasNativeImage());
        try
        {
            Outer(1);
        }
        catch (InvalidOperationException exception)
        {
            foreach (StackFrame frame in new StackTrace(exception).GetFrames())
                Console.WriteLine(DiagnosticMethodInfo.Create(frame)?.Name);
        }
    }

    private static void PrintTrace(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Console.WriteLine(exception.GetType().Name);
            PrintLines(exception.StackTrace ?? "(no trace)");
        }
    }

    private static void PrintLines(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            int offset = line.IndexOf(" + 0x", StringComparison.Ordinal);
            Console.WriteLine(offset < 0 ? line : line[..offset]);
        }
    }

    private sealed class Box<T>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Open<TKey>(TKey key) => throw new QuotaException(key!.ToString()!.Length, typeof(T).Name);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void OpenAll<TKey>(TKey key) => new Box<T>().Open(key);
    }
}
