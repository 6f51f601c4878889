using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Asks for its finalizer to run again, a given number of times.</summary>
internal sealed class Persistent
{
    private static int s_runs;

    private int _left;

    private Persistent(int times) => _left = times;

    ~Persistent()
    {
        Interlocked.Increment(ref s_runs);
        if (--_left > 0)
            GC.ReRegisterForFinalize(this);
    }

    public static int Runs => Volatile.Read(ref s_runs);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Make(int count, int times)
    {
        for (int i = 0; i < count; i++)
            GC.KeepAlive(new Persistent(times));
    }
}
