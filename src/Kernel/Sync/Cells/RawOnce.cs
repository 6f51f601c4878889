using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The state of something that happens once: not begun, under way, done. <typeparamref name="TPolicy"/> says what becomes of interrupts on the way.
/// </summary>
internal struct RawOnce<TPolicy>
    where TPolicy : struct, IInterruptPolicy
{
    private const int NotBegun = 0;
    private const int UnderWay = 1;
    private const int Done = 2;

    private AtomicInt32 _state;

    private RawOnce(int state)
    {
        _state = new AtomicInt32(state);
    }

    /// <summary>A state that is done from the start.</summary>
    public static RawOnce<TPolicy> Completed => new(Done);

    /// <summary>Whether it is done. If so, what it did is visible to the caller.</summary>
    public readonly bool IsDone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _state.Load(MemoryOrder.Acquire) == Done;
    }

    /// <summary>
    /// Begins it and returns <see langword="true"/>: the caller does it, then calls <see cref="End"/> with <paramref name="interrupts"/>.
    /// Returns <see langword="false"/> if another has begun; with <paramref name="wait"/>, only after that one is done.
    /// </summary>
    public readonly bool TryBegin(bool wait, out nuint interrupts)
    {
        interrupts = TPolicy.Enter();
        Backoff backoff = default;
        while (!_state.TryCompareExchange(NotBegun, UnderWay, MemoryOrder.Acquire))
        {
            // One that fails goes back to not begun, and then a waiter takes it over.
            while (wait && _state.Load(MemoryOrder.Acquire) == UnderWay)
            {
                backoff.Wait();
            }

            if (!wait || IsDone)
            {
                TPolicy.Leave(interrupts);
                return false;
            }
        }

        return true;
    }

    /// <summary>Ends what <see cref="TryBegin"/> began; if it was not <paramref name="completed"/>, it may begin again.</summary>
    public readonly void End(bool completed, nuint interrupts)
    {
        _state.Store(completed ? Done : NotBegun, MemoryOrder.Release);
        TPolicy.Leave(interrupts);
    }
}
