using System.Runtime.CompilerServices;

using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>
/// A lock whose waiters block, so that its holder can be preempted: for what takes long. The default value is an open lock. Not fair: a thread that
/// comes by may be faster than one that was woken. Must not be taken where a thread may not block.
/// </summary>
// SAFETY: the state word changes by compare-and-exchange with acquire and release; waiters block on a queue of their own lock.
[Synchronized]
[NotInterruptSafe]
public struct RawSleepingLock : IRawLock
{
    private const int Open = 0;
    private const int Held = 1;

    // Held, and somebody may wait.
    private const int Contended = 2;

    // How often it is looked whether a holder on another CPU is done, before this thread is put to sleep: some microseconds, which sleeping takes, too.
    private const int Looks = 100;

    private AtomicInt32 _state;

    private WaitPoint _released;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire()
    {
        if (!TryAcquire())
        {
            AcquireContended();
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAcquire() => _state.TryCompareExchange(Open, Held, MemoryOrder.Acquire);

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release()
    {
        // Also acquires: who found the lock held made the queue before it said so.
        if (_state.Exchange(Open, MemoryOrder.AcquireRelease) == Contended)
        {
            _released.WakeOne();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireContended()
    {
        if (OtherCpus.Exist && TryAcquireSoon())
        {
            return;
        }

        while (true)
        {
            WaitTicket ticket = _released.Ticket();
            if (_state.Exchange(Contended, MemoryOrder.AcquireRelease) == Open)
            {
                return;
            }

            _released.Wait(ticket, Deadline.Never);
        }
    }

    private readonly bool TryAcquireSoon()
    {
        for (int look = 0; look < Looks; look++)
        {
            if (_state.Load(MemoryOrder.Relaxed) == Open && TryAcquire())
            {
                return true;
            }

            Cpu.Pause();
        }

        return false;
    }
}
