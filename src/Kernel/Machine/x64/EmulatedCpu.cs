using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Whether the CPU is QEMU's translator (TCG), and what that takes to be fast.</summary>
/// <remarks>
/// Its translation cache begins with 256 entries and is made larger only when it is emptied, if it was full then (QEMU accel/tcg/cputlb.c). A kernel
/// with one address space never empties it, and would pay for walks of the page table on most accesses to a large heap for ever.
/// </remarks>
internal static class EmulatedCpu
{
    // "TCGTCGTCGTCG" in EBX, ECX, EDX.
    private const uint Tcgt = 0x5447_4354;
    private const uint Cgtc = 0x4354_4743;
    private const uint Gtcg = 0x4743_5447;

    private static OnceCell<bool> s_isTranslated;

    /// <summary>Asks CPUID. Once, at boot.</summary>
    public static void Detect()
    {
        CpuidResult signature = CpuidResult.OfHypervisor(0);
        s_isTranslated.TrySet(signature.Ebx == Tcgt && signature.Ecx == Cgtc && signature.Edx == Gtcg);
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
