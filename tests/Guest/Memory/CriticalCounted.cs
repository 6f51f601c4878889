using System.Runtime.CompilerServices;
using System.Runtime.ConstrainedExecution;

namespace Hermit.Guest.Memory;

/// <summary>A critical finalizer object, as safe handles are.</summary>
internal sealed class CriticalCounted : CriticalFinalizerObject
{
    private static int s_finalized;

    ~CriticalCounted() => Interlocked.Increment(ref s_finalized);

    public static int Finalized => Volatile.Read(ref s_finalized);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Make(int count)
    {
        for (int i = 0; i < count; i++)
            GC.KeepAlive(new CriticalCounted());
    }
}
