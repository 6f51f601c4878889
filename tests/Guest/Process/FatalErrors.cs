using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Process;

/// <summary>What ends a program against its will: the message goes to standard error, the exit code is that of SIGABRT.</summary>
internal static class FatalErrors
{
    public static GuestCase[] Cases =>
    [
        new("unhandled", Unhandled),
        new("unhandled-inner", UnhandledWithInner),
        new("unhandled-in-thread", UnhandledInThread),
        new("unhandled-in-finalizer", UnhandledInFinalizer),
        new("unhandled-fault", UnhandledFault),
        new("unhandled-through-native", UnhandledThroughNative),
        new("unhandled-event", UnhandledEvent),
        new("unhandled-async", UnhandledAsync),
        new("fail-fast", FailFast),
        new("fail-fast-exception", FailFastWithException),
        new("stack-overflow", OverflowInMain),
        new("stack-overflow-thread", OverflowInThread),
        new("stack-overflow-in-catch", OverflowInHandler),
    ];

    private static void Unhandled()
    {
        Console.WriteLine("before");
        try
        {
            Orders.Process(3);
        }
        finally
        {
            Console.WriteLine("whether this finally block runs is the runtime's choice");
        }
    }

    private static void UnhandledWithInner()
    {
        Console.WriteLine("before");
        try
        {
            Orders.Process(2);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException("the order could not be processed", exception);
        }
    }

    private static void UnhandledInThread()
    {
        Console.WriteLine("before");
        var thread = new Thread(static () => Orders.Process(1));
        thread.Start();
        thread.Join();
        Console.WriteLine("must not get here");
    }

    private static void UnhandledInFinalizer()
    {
        Console.WriteLine("before");
        ThrowingFinalizer.Abandon();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Thread.Sleep(Timeout.Infinite);
    }

    private static void UnhandledFault()
    {
        Console.WriteLine("before");
        Console.WriteLine(LengthOf(null));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOf(string? text) => text!.Length;

    private static unsafe void UnhandledThroughNative()
    {
        Console.WriteLine("before");
        try
        {
            delegate* unmanaged<int, void> callback = &NativeCallback;
            callback(5);
        }
        catch (Exception)
        {
            Console.WriteLine("an exception must not pass a native frame");
        }
    }

    [UnmanagedCallersOnly]
    private static void NativeCallback(int value) => Orders.Process(value);

    private static void UnhandledEvent()
    {
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
            Console.WriteLine($"handler: {((Exception)e.ExceptionObject).Message} {e.IsTerminating}");
        Orders.Process(4);
    }

    private static void UnhandledAsync()
    {
        Console.WriteLine("before");
        Orders.ProcessAsync(6).GetAwaiter().GetResult();
    }

    private static void FailFast()
    {
        Console.WriteLine("before");
        Environment.FailFast("gave up on purpose");
    }

    private static void FailFastWithException()
    {
        Console.WriteLine("before");
        Environment.FailFast("gave up", new InvalidOperationException("the cause"));
    }

    private static void OverflowInMain()
    {
        Console.WriteLine("before");
        Console.WriteLine(Recurse(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int depth) => depth <= 0 ? 0 : Recurse(depth + 1) + depth;

    private static void OverflowInThread()
    {
        Console.WriteLine("before");
        var thread = new Thread(static () => Console.WriteLine(Recurse(1)), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
    }

    private static void OverflowInHandler()
    {
        Console.WriteLine("before");
        try
        {
            Orders.Process(1);
        }
        catch (ArgumentException)
        {
            Console.WriteLine(Recurse(1));
        }
    }
}
