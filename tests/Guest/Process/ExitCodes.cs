namespace Hermit.Guest.Process;

/// <summary>The ways in which a program ends by its own will.</summary>
internal static class ExitCodes
{
    public static GuestCase[] Cases =>
    [
        new("exit-return", Return),
        new("exit-negative", ReturnNegative),
        new("exit-environment", CallExit),
        new("exit-property", SetProperty),
        new("exit-from-thread", ExitFromThread),
        new("exit-with-foreground-thread", LeaveForegroundThreadRunning),
        new("exit-with-background-thread", LeaveBackgroundThreadRunning),
        new("exit-event", RunExitHandlers),
        new("exit-event-environment", RunExitHandlersOnExit),
    ];

    private static int Return(string[] args)
    {
        Console.WriteLine("about to return 42");
        return 42;
    }

    private static int ReturnNegative(string[] args)
    {
        Console.WriteLine("about to return -1");
        return -1;
    }

    private static void CallExit()
    {
        try
        {
            Console.WriteLine("about to exit");
            Environment.Exit(42);
        }
        finally
        {
            Console.WriteLine("a finally block must not run");
        }
    }

    private static int SetProperty(string[] args)
    {
        Environment.ExitCode = 17;
        Console.WriteLine($"exit code {Environment.ExitCode}");
        return Environment.ExitCode;
    }

    private static void ExitFromThread()
    {
        var thread = new Thread(() =>
        {
            Console.WriteLine("the worker ends the process");
            Environment.Exit(9);
        });
        thread.Start();
        thread.Join();
        Console.WriteLine("the main thread must not get here");
    }

    private static int LeaveForegroundThreadRunning(string[] args)
    {
        new Thread(() =>
        {
            Thread.Sleep(100);
            Console.WriteLine("the foreground thread finishes");
        }).Start();
        Console.WriteLine("main returns");
        return 3;
    }

    private static int LeaveBackgroundThreadRunning(string[] args)
    {
        using var started = new ManualResetEventSlim();
        new Thread(() =>
        {
            started.Set();
            Thread.Sleep(Timeout.Infinite);
        })
        { IsBackground = true }.Start();
        started.Wait();
        Console.WriteLine("main returns");
        return 4;
    }

    private static int RunExitHandlers(string[] args)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("first handler");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("second handler");
        Console.WriteLine("main returns");
        return 5;
    }

    private static void RunExitHandlersOnExit()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Console.WriteLine($"handler sees {Environment.ExitCode}");
            Environment.ExitCode = 7;
        };
        Environment.Exit(6);
    }
}
