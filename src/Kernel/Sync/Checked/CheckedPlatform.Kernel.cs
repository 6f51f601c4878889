using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>What only checked builds need of the machine: the kernel's flavour, bound by symbol.</summary>
internal static class CheckedPlatform
{
    /// <summary>What holds locks: the running thread, also while an interrupt handler runs on its stack. Never 0.</summary>
    public static nuint ContextId
    {
        get
        {
            // SAFETY: reads who runs.
            unsafe
            {
                return HermitContextId();
            }
        }
    }

    /// <summary>Whether the caller runs in an interrupt handler.</summary>
    public static bool InHandler
    {
        get
        {
            // SAFETY: reads per-CPU state.
            unsafe
            {
                return HermitInInterrupt() != 0;
            }
        }
    }

    /// <summary>Whether an interrupt can come now.</summary>
    public static bool InterruptsEnabled
    {
        get
        {
            // SAFETY: reads a processor flag.
            unsafe
            {
                return HermitInterruptsEnabled() != 0;
            }
        }
    }

    /// <summary>Who runs.</summary>
    /// <remarks>Safety: none; only unsafe as every extern is, because its signature is taken on trust.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitContextId")]
    private static extern nuint HermitContextId();

    /// <summary>Whether a handler runs on this CPU.</summary>
    /// <remarks>Safety: none; only unsafe as every extern is, because its signature is taken on trust.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInInterrupt")]
    private static extern int HermitInInterrupt();

    /// <summary>Whether interrupts are on.</summary>
    /// <remarks>Safety: none; only unsafe as every extern is, because its signature is taken on trust.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsEnabled")]
    private static extern int HermitInterruptsEnabled();
}
