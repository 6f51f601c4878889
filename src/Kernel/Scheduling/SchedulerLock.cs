using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>
/// The lock on every queue of threads. It stays held across a switch: the thread that is switched to releases it, be it one that switched away
/// itself earlier, or a new one in <see cref="ReleaseInNewThread"/>.
/// </summary>
[Guard]
internal ref struct SchedulerLock
{
    private static RawSpinLock s_lock;

    private readonly nuint _interrupts;

    private SchedulerLock(nuint interrupts)
    {
        _interrupts = interrupts;
    }

    /// <summary>Masks interrupts and takes the lock.</summary>
    public static SchedulerLock Enter()
    {
        nuint interrupts = Cpu.DisableInterrupts();
        s_lock.Acquire();
        return new SchedulerLock(interrupts);
    }

    /// <summary>Releases what the thread that switched to this one holds; interrupts stay masked.</summary>
    /// <remarks>Safety: called once, first thing on a new thread.</remarks>
    [RequiresUnsafe]
    public static unsafe void ReleaseInNewThread() => s_lock.Release();

    /// <summary>Releases the lock and lets interrupts be as they were.</summary>
    public readonly void Dispose()
    {
        unsafe
        {
            // SAFETY: this guard, or the one of the thread that switched here, holds the lock.
            s_lock.Release();
        }

        Cpu.RestoreInterrupts(_interrupts);
    }
}
