using System.Runtime.CompilerServices;

namespace Hermit.Guest.Process;

/// <summary>An object whose finalizer fails, which ends the process.</summary>
internal sealed class ThrowingFinalizer
{
    ~ThrowingFinalizer() => throw new InvalidOperationException("thrown by a finalizer");

    /// <summary>Makes garbage of many, so that no stale register or stack slot can keep all of them alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Abandon()
    {
        for (int i = 0; i < 100; i++)
            _ = new ThrowingFinalizer();
    }
}
