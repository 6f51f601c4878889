using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Finalizers: run once, after death, on another thread; suppressible, re-registrable, able to resurrect.</summary>
internal static class Finalization
{
    private const int Many = 200;

    public static GuestCase[] Cases =>
    [
        new("finalize-runs", Runs),
        new("finalize-suppressed", Suppressed),
        new("finalize-resurrection", Resurrects),
        new("finalize-again", RegisteredAgain),
        new("finalize-long-weak", LongWeak),
        new("finalize-thread", OnItsOwnThread),
        new("finalize-graph", ReachesOthers),
        new("finalize-allocates", AllocatesAndLocks),
        new("finalize-constructor-failed", ConstructorFailed),
        new("finalize-critical", Critical),
        new("finalize-not-at-exit", NotAtExit),
    ];

    private static void Runs()
    {
        Make(Many);
        Garbage.Collect();
        Console.WriteLine(Counted.Finalized > Many * 9 / 10);
        int once = Counted.Finalized;
        Garbage.Collect();
        Garbage.Collect();
        Console.WriteLine(Counted.Finalized - once <= Many / 10);
        Console.WriteLine(Counted.Finalized <= Many);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(int count)
    {
        for (int i = 0; i < count; i++)
            GC.KeepAlive(new Counted());
    }

    private static void Suppressed()
    {
        MakeSuppressed();
        Garbage.Collect();
        Console.WriteLine(Counted.Finalized);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeSuppressed()
    {
        for (int i = 0; i < Many; i++)
            GC.SuppressFinalize(new Counted());
    }

    private static void Resurrects()
    {
        Phoenix.Make(Many);
        Garbage.Collect();
        List<Phoenix> risen = Phoenix.Risen;
        Console.WriteLine(risen.Count > Many * 9 / 10);
        int sum = 0;
        foreach (Phoenix phoenix in risen)
            sum += phoenix.Intact ? 0 : 1;
        Console.WriteLine(sum);
        int count = risen.Count;
        risen.Clear();
        Garbage.Collect();
        Console.WriteLine(risen.Count <= Many - count);
    }

    private static void RegisteredAgain()
    {
        Persistent.Make(50, times: 3);
        for (int i = 0; i < 6; i++)
            Garbage.Collect();
        Console.WriteLine(Persistent.Runs > 100);
        Console.WriteLine(Persistent.Runs <= 150);
    }

    private static void LongWeak()
    {
        (WeakReference[] weak, WeakReference[] tracking) = Phoenix.Track(100);
        Garbage.ScrubStack();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        int shortAlive = weak.Count(reference => reference.IsAlive);
        int longAlive = tracking.Count(reference => reference.IsAlive);
        Console.WriteLine($"{shortAlive < 10} {longAlive > 90}");
        Phoenix.Risen.Clear();
        Garbage.Collect();
        Garbage.Collect();
        Console.WriteLine(tracking.Count(reference => reference.IsAlive) < 10);
    }

    private static void OnItsOwnThread()
    {
        Make(Many);
        Garbage.Collect();
        Console.WriteLine(Counted.LastThread != Environment.CurrentManagedThreadId);
        Console.WriteLine(Counted.OnBackgroundThread);
    }

    private static void ReachesOthers()
    {
        // What a finalizable object refers to is intact when its finalizer runs.
        Chained.Make(Many);
        Garbage.Make(1000);
        Garbage.Collect();
        Console.WriteLine($"{Chained.Finalized > Many * 8 / 10} {Chained.Broken}");
    }

    private static void AllocatesAndLocks()
    {
        lock (Busy.Gate)
            Busy.Make(Many);
        for (int i = 0; i < 3; i++)
        {
            Garbage.Make(1000);
            Garbage.Collect();
        }

        lock (Busy.Gate)
            Console.WriteLine(Busy.Texts.Count > Many * 9 / 10 && Busy.Texts.TrueForAll(text => text.StartsWith("item ")));
    }

    private static void ConstructorFailed()
    {
        int failed = 0;
        for (int i = 0; i < Many; i++)
        {
            try
            {
                _ = new Counted(fail: true);
            }
            catch (InvalidOperationException)
            {
                failed++;
            }
        }

        Garbage.Collect();
        Console.WriteLine($"{failed} {Counted.Finalized > Many * 9 / 10}");
    }

    private static void Critical()
    {
        CriticalCounted.Make(Many);
        Garbage.Collect();
        Console.WriteLine(CriticalCounted.Finalized > Many * 9 / 10);
    }

    private static void NotAtExit()
    {
        Loud.Keep = new Loud();
        Console.WriteLine("finalizers of live objects do not run at exit");
    }
}
