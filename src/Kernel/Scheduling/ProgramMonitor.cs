using System.Runtime.CompilerServices;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>
/// A mutex with one condition that the program holds the address of: a slot of a pool, which never moves and stays a monitor for ever.
/// </summary>
[FromProgram]
public readonly unsafe struct ProgramMonitor
{
    private static InterruptSpinMutex<Pool<Slot>> s_slots = default;

    private readonly Slot* _slot;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: it came from <see cref="Create"/>, and was not destroyed.</remarks>
    [RequiresUnsafe]
    public ProgramMonitor(void* pointer)
    {
        _slot = (Slot*)pointer;
    }

    /// <summary>Its address; null when there was no memory for it.</summary>
    public void* Pointer => _slot;

    /// <summary>A new monitor.</summary>
    public static ProgramMonitor Create()
    {
        using var slots = s_slots.Lock();
        if (!slots.Value.TryAllocate(out Handle<Slot> handle))
        {
            return default;
        }

        ref Slot slot = ref slots.Value[handle];
        slot.Self = handle.ToBits();

        // SAFETY: slots do not move.
        return new ProgramMonitor(Unsafe.AsPointer(ref slot));
    }

    /// <summary>Frees the monitor, which nobody may wait in.</summary>
    public void Destroy()
    {
        using var slots = s_slots.Lock();

        // SAFETY: slots are never unmapped; the generation tells whether this one is in use.
        Panic.Unless(slots.Value.Free(Handle<Slot>.FromBits(_slot->Self)), "A monitor was destroyed that does not exist.");
    }

    /// <inheritdoc cref="KernelMonitor.Acquire"/>
    // SAFETY: the slot is a monitor for ever.
    public void Acquire() => _slot->Monitor.Acquire();

    /// <inheritdoc cref="KernelMonitor.Release"/>
    // SAFETY: the slot is a monitor for ever.
    public void Release() => _slot->Monitor.Release();

    /// <inheritdoc cref="KernelMonitor.Wait()"/>
    // SAFETY: the slot is a monitor for ever.
    public void Wait() => _slot->Monitor.Wait();

    /// <inheritdoc cref="KernelMonitor.Wait(ulong)"/>
    // SAFETY: the slot is a monitor for ever.
    public bool Wait(ulong nanoseconds) => _slot->Monitor.Wait(nanoseconds);

    /// <summary>Wakes one thread that waits, and releases the mutex.</summary>
    public void SignalAndRelease()
    {
        // SAFETY: the slot is a monitor for ever.
        _slot->Monitor.Signal();
        _slot->Monitor.Release();
    }

    private struct Slot
    {
        public KernelMonitor Monitor;

        // The handle of this slot, as a number.
        public ulong Self;
    }
}
