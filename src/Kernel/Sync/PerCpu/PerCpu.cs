using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A value for each CPU. A CPU reaches its own with <see cref="Lock"/>, without contention; interrupts are masked while it is held, so the code stays
/// on that CPU and its handlers stay out. Other CPUs' values are reached with <see cref="LockOf"/>, which is what makes that more than a mask:
/// each value has a spin lock of its own.
/// </summary>
// SAFETY: each value is behind a spin lock of its own.
[Synchronized]
public struct PerCpu<T>
{
    private PerCpuSlots<T> _slots;

    /// <summary>How many CPUs there is a value for, numbered from 0.</summary>
    public static int Count => Platform.MaximumCpus;

    private readonly ref PerCpuSlots<T> Slots
    {
        [UnscopedRef]
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // SAFETY: only mutexes lie there, and they change through atomics.
            unsafe
            {
                return ref Unsafe.AsRef(in _slots);
            }
        }
    }

    /// <summary>
    /// Holds the calling CPU's value. Spins only while another CPU holds it. Holding it twice on one CPU never returns (a checked build panics).
    /// </summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly PerCpuGuard<T> Lock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        // Masked first: the CPU must not change between the question which one it is and the end of the hold.
        nuint interrupts = Platform.DisableInterrupts();
        return new PerCpuGuard<T>(interrupts, Slots[Platform.CpuIndex].Cell.Lock(file, line));
    }

    /// <summary>Holds the value of CPU number <paramref name="cpu"/>, spinning until it is free. Panics if there is no such number.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly PerCpuGuard<T> LockOf(int cpu, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if ((uint)cpu >= Platform.MaximumCpus)
        {
            Panic.Fail("There is no CPU of that number.");
        }

        nuint interrupts = Platform.DisableInterrupts();
        return new PerCpuGuard<T>(interrupts, Slots[cpu].Cell.Lock(file, line));
    }
}
