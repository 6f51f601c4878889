using System.Diagnostics.CodeAnalysis;

using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>
/// The lock on every queue of threads, and the only way to them. It stays held across a switch: the thread that is switched to releases it, be
/// it one that switched away itself earlier, or a new one by <see cref="Adopt"/>.
/// </summary>
[Guard]
internal ref struct SchedulerLock
{
    private static LockedState s_locked;

    private readonly nuint _interrupts;

    private SchedulerLock(nuint interrupts)
    {
        _interrupts = interrupts;
    }

    /// <summary>What the lock guards, for as long as this is held.</summary>
    [UnscopedRef]
    public readonly ref SchedulerState State => ref s_locked.State;

    /// <summary>Masks interrupts and takes the lock.</summary>
    public static SchedulerLock Enter()
    {
        nuint interrupts = Cpu.DisableInterrupts();
        s_locked.Lock.Acquire();
        return new SchedulerLock(interrupts);
    }

    /// <summary>Takes over what the thread that switched to this one holds; interrupts stay masked at the end.</summary>
    /// <remarks>Safety: called once, first thing on a new thread.</remarks>
    [RequiresUnsafe]
    public static SchedulerLock Adopt() => new(0);

    /// <summary>Releases the lock and lets interrupts be as they were.</summary>
    public readonly void Dispose()
    {
        unsafe
        {
            // SAFETY: this guard, or the one of the thread that switched here, holds the lock; guards nest, so this is the innermost.
            s_locked.Lock.Release();
            Cpu.RestoreInterrupts(_interrupts);
        }
    }

    // The state is reached through a guard only, which the surrounding type alone hands out.
    [Synchronized]
    private struct LockedState
    {
        public RawSpinLock Lock;
        public SchedulerState State;
    }
}
