using System;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Whether the CPU is QEMU's translator (TCG), and what that takes to be fast.</summary>
/// <remarks>
/// Its translation cache begins with 256 entries and is made larger only when it is emptied, if it was full then (QEMU accel/tcg/cputlb.c). A kernel
/// with one address space never empties it, and would pay for walks of the page table on most accesses to a large heap for ever.
/// </remarks>
internal static class EmulatedCpu
{
    private static InterruptOnceCell<bool> s_isTranslated;

    /// <summary>Looks. Once, at boot.</summary>
    public static void Detect() => s_isTranslated.TrySet(Emulator.IsPresent);

    /// <summary>Renews the translation cache now and then, at an interrupt, rarer from time to time: programs that allocate little need much memory, too.</summary>
    public static void OnInterrupt(ref CpuBlock block)
    {
        if (!s_isTranslated.TryGet(out bool translated) || !translated)
        {
            return;
        }

        ulong now = Timestamp.Now;
        if (now >= block.NextRenewal)
        {
            block.RenewalInterval = Math.Clamp(block.RenewalInterval * 2, Emulator.ShortestInterval, Emulator.LongestInterval);
            block.NextRenewal = now + block.RenewalInterval;
            TranslationCache.FlushAll();
        }
    }

    /// <summary>Lets the translation cache of such a CPU become as large as the memory in use needs; does nothing on others.</summary>
    public static void RenewTranslationCache()
    {
        if (s_isTranslated.TryGet(out bool translated) && translated)
        {
            TranslationCache.FlushAll();
        }
    }
}
