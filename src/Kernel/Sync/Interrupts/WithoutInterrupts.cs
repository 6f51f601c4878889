using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The time during which the calling CPU takes no interrupts, and so runs no other thread and does not change under the caller's feet.
/// <code>using var masked = WithoutInterrupts.Enter();</code>
/// It nests; keep it short, since every interrupt of the CPU waits for it. It excludes nothing on other CPUs.
/// </summary>
[Guard]
public readonly ref struct WithoutInterrupts
{
    private readonly nuint _state;
    private readonly bool _entered;

    private WithoutInterrupts(nuint state)
    {
        _state = state;
        _entered = true;
    }

    /// <summary>Masks interrupts on this CPU until the result is disposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WithoutInterrupts Enter() => new(Platform.DisableInterrupts());

    /// <summary>Puts the interrupt state back to what <see cref="Enter"/> found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (_entered)
        {
            Platform.RestoreInterrupts(_state);
        }
    }
}
