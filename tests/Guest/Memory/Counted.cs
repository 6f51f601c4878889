namespace Hermit.Guest.Memory;

/// <summary>Counts its finalizer's runs.</summary>
internal sealed class Counted
{
    private static int s_finalized;

    public Counted(bool fail = false)
    {
        if (fail)
            throw new InvalidOperationException();
    }

    ~Counted()
    {
        LastThread = Environment.CurrentManagedThreadId;
        OnBackgroundThread = Thread.CurrentThread.IsBackground;
        Interlocked.Increment(ref s_finalized);
    }

    public static int Finalized => Volatile.Read(ref s_finalized);

    public static int LastThread { get; private set; }

    public static bool OnBackgroundThread { get; private set; }
}
