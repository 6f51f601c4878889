namespace Hermit.Guest.Memory;

/// <summary>Notices of full collections: asked for, waited for, given up.</summary>
internal static class Notices
{
    private const int Moment = 20;
    private const int Long = 30_000;

    // Alive, and large, so that few of them make a full collection come near.
    private const int ArrayBytes = 200_000;
    private const int MostArrays = 400;

    public static GuestCase[] Cases =>
    [
        new("notices-arguments", Arguments),
        new("notices-none", WithoutReason),
        new("notices-approach", Approach),
        new("notices-cancel", Cancel),
    ];

    private static void Arguments()
    {
        Attempt.Print("0", () => GC.RegisterForFullGCNotification(0, 10));
        Attempt.Print("100", () => GC.RegisterForFullGCNotification(10, 100));
        Attempt.Print("timeout", () => GC.WaitForFullGCApproach(-2));
        Attempt.Print("timeout", () => GC.WaitForFullGCComplete(-2));
        Console.WriteLine(GC.WaitForFullGCApproach(Moment));
        Console.WriteLine(GC.WaitForFullGCComplete(Moment));
        Attempt.Print("nothing to cancel", GC.CancelFullGCNotification);
        Console.WriteLine(GC.WaitForFullGCApproach(Moment));
    }

    private static void WithoutReason()
    {
        GC.RegisterForFullGCNotification(1, 1);
        Console.WriteLine(GC.WaitForFullGCApproach(Moment));
        Console.WriteLine(GC.WaitForFullGCComplete(Moment));

        // One that is asked for is not near, and so not over either.
        GC.Collect();
        Console.WriteLine(GC.WaitForFullGCApproach(0));
        Console.WriteLine(GC.WaitForFullGCComplete(0));
        GC.CancelFullGCNotification();
        Console.WriteLine(GC.WaitForFullGCComplete(0));
    }

    // Linux is no oracle: .NET 10's NativeAOT aborts when it collects while a thread waits for a notice (RhFailFast in the stack walk).
    private static void Approach()
    {
        GC.RegisterForFullGCNotification(99, 99);
        var alive = new List<byte[]>();
        GCNotificationStatus near = GCNotificationStatus.Timeout;
        while (near != GCNotificationStatus.Succeeded && alive.Count < MostArrays)
        {
            alive.Add(new byte[ArrayBytes]);
            near = GC.WaitForFullGCApproach(0);
        }

        Console.WriteLine($"near: {near}");
        Console.WriteLine($"over: {GC.WaitForFullGCComplete(0)}");
        var waiting = new Thread(() => Console.WriteLine($"over: {GC.WaitForFullGCComplete(Long)}"));
        waiting.Start();
        Thread.Sleep(Moment);
        GC.Collect();
        waiting.Join();
        Console.WriteLine($"near: {GC.WaitForFullGCApproach(0)}");
        Console.WriteLine($"over: {GC.WaitForFullGCComplete(0)}");
        GC.CancelFullGCNotification();
        GC.KeepAlive(alive);
    }

    private static void Cancel()
    {
        GC.RegisterForFullGCNotification(1, 1);
        var statuses = new GCNotificationStatus[2];
        Thread[] waiting =
        [
            new(() => statuses[0] = GC.WaitForFullGCApproach(Long)),
            new(() => statuses[1] = GC.WaitForFullGCComplete()),
        ];
        foreach (Thread thread in waiting)
            thread.Start();
        Thread.Sleep(10 * Moment);
        GC.CancelFullGCNotification();
        foreach (Thread thread in waiting)
            thread.Join();
        Console.WriteLine(string.Join(' ', statuses));
    }
}
