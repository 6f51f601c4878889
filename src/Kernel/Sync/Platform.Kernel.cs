using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>What the primitives need of the machine below them: the kernel's flavour, bound by symbol to the layers that implement it.</summary>
internal static class Platform
{
    /// <summary>How many CPUs per-CPU cells have room for.</summary>
    public const int MaximumCpus = 64;

    /// <summary>The CPU that runs the caller, from 0. Stable only while interrupts are masked.</summary>
    public static int CpuIndex
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // SAFETY: reads per-CPU data that the machine layer set up before any lock is used.
            unsafe
            {
                return HermitCpuIndex();
            }
        }
    }

    /// <summary>Masks interrupts on this CPU and returns the state before, for <see cref="RestoreInterrupts"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint DisableInterrupts()
    {
        // SAFETY: masking interrupts keeps every invariant; it only delays.
        unsafe
        {
            return HermitInterruptsSaveAndDisable();
        }
    }

    /// <summary>Puts back the interrupt state that <see cref="DisableInterrupts"/> returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RestoreInterrupts(nuint state)
    {
        // SAFETY: the callers pair it with DisableInterrupts, innermost first.
        unsafe
        {
            HermitInterruptsRestore(state);
        }
    }

    /// <summary>Waits a little before the <paramref name="round"/>-th look at a contended location; later rounds wait longer.</summary>
    public static void Relax(uint round)
    {
        // SAFETY: a hint to the processor without other effect.
        unsafe
        {
            for (uint count = 1u << (int)round; count > 0; count--)
            {
                HermitPause();
            }
        }
    }

    /// <summary>Masks interrupts and returns the state before.</summary>
    /// <remarks>Safety: none; only unsafe as every extern is, because its signature is taken on trust.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsSaveAndDisable")]
    private static extern nuint HermitInterruptsSaveAndDisable();

    /// <summary>Puts an interrupt state back.</summary>
    /// <remarks>Safety: the state is one that <see cref="HermitInterruptsSaveAndDisable"/> returned on this CPU, and no code in between relies on the mask any more.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsRestore")]
    private static extern void HermitInterruptsRestore(nuint state);

    /// <summary>The number of the CPU.</summary>
    /// <remarks>Safety: the per-CPU block is set up.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCpuIndex")]
    private static extern int HermitCpuIndex();

    /// <summary>Tells the processor that the caller spins.</summary>
    /// <remarks>Safety: none; only unsafe as every extern is, because its signature is taken on trust.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPause")]
    private static extern void HermitPause();
}
