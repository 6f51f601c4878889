using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// What the primitives need of the machine below them: the host's flavour. A thread stands for a CPU with interrupts of its own:
/// masking them is a flag of the thread, which <see cref="HostInterrupts"/> shows to tests.
/// </summary>
internal static class Platform
{
    /// <summary>How many CPUs per-CPU cells have room for.</summary>
    public const int MaximumCpus = 64;

    // Up to this round a waiter keeps its processor; past it another thread may need the processor to release the lock.
    private const uint SpinningRounds = 6;

    /// <summary>The CPU that runs the caller, from 0. A hint: the host moves threads at will, which costs speed and never correctness.</summary>
    public static int CpuIndex
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)((uint)Thread.GetCurrentProcessorId() % MaximumCpus);
    }

    /// <summary>Masks the thread's simulated interrupts and returns the state before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint DisableInterrupts() => HostInterrupts.Mask();

    /// <summary>Puts back the state that <see cref="DisableInterrupts"/> returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RestoreInterrupts(nuint state) => HostInterrupts.Restore(state);

    /// <summary>Waits a little before the <paramref name="round"/>-th look at a contended location; later rounds wait longer and let other threads run.</summary>
    public static void Relax(uint round)
    {
        if (round < SpinningRounds)
        {
            Thread.SpinWait(1 << (int)round);
        }
        else
        {
            Thread.Yield();
        }
    }
}
