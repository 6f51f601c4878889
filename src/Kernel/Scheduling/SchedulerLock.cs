using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>
/// The lock on every thread and queue, and the only way to them. It stays held across a switch: the thread that is switched to releases it, be
/// it one that switched away itself earlier, or a new one by <see cref="Adopt"/>. Whoever releases it frees a thread that ended meanwhile, after that.
/// </summary>
[Guard]
internal ref struct SchedulerLock
{
    private readonly nuint _interrupts;

    private SchedulerLock(nuint interrupts)
    {
        _interrupts = interrupts;
    }

    /// <summary>What the lock guards, for as long as this is held.</summary>
    [UnscopedRef]
    public readonly ref SchedulerState State
    {
        get
        {
            unsafe
            {
                // SAFETY: this guard holds the lock, and the reference ends with its scope.
                return ref SchedulerStorage.State;
            }
        }
    }

    /// <summary>Masks interrupts and takes the lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SchedulerLock Enter()
    {
        nuint interrupts = Cpu.DisableInterrupts();
        SchedulerStorage.Lock.Acquire();
        return new SchedulerLock(interrupts);
    }

    /// <summary>Takes over what the thread that switched to this one holds; interrupts stay masked at the end.</summary>
    /// <remarks>Safety: called once, first thing on a new thread.</remarks>
    [RequiresUnsafe]
    public static SchedulerLock Adopt() => new(Masked);

    /// <summary>Releases the lock and lets interrupts be as they were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Dispose()
    {
        if (!State.Ended.IsEmpty)
        {
            ReleaseAndFree();
            return;
        }

        Release();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Release()
    {
        unsafe
        {
            // SAFETY: this guard, or the one of the thread that switched here, holds the lock; guards nest, so this is the innermost.
            SchedulerStorage.Lock.Release();
            Cpu.RestoreInterrupts(_interrupts);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ReleaseAndFree()
    {
        nuint ended = Cpu.InInterrupt ? 0 : State.TakeEnded();
        Release();
        if (ended != 0)
        {
            unsafe
            {
                // SAFETY: the thread has left every queue and its record is gone, so nobody else has the area.
                ThreadMemory.Free(ended);
            }
        }
    }

    // What Cpu.DisableInterrupts returns where they are masked already.
    private const nuint Masked = 0;
}
