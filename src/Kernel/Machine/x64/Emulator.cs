namespace Hermit.Machine;

/// <summary>How QEMU's translator (TCG) is known.</summary>
internal static class Emulator
{
    /// <summary>In timestamps: about a millisecond, so that the cache of a program that starts has grown soon.</summary>
    public const ulong ShortestInterval = 1 << 21;

    /// <summary>About a fifth of a second, so that filling the cache again costs nothing to speak of.</summary>
    public const ulong LongestInterval = 1 << 29;

    // "TCGTCGTCGTCG" in EBX, ECX, EDX.
    private const uint Tcgt = 0x5447_4354;
    private const uint Cgtc = 0x4354_4743;
    private const uint Gtcg = 0x4743_5447;

    /// <summary>Whether it is what runs us. Asks CPUID.</summary>
    public static bool IsPresent
    {
        get
        {
            CpuidResult signature = CpuidResult.OfHypervisor(0);
            return signature.Ebx == Tcgt && signature.Ecx == Cgtc && signature.Edx == Gtcg;
        }
    }
}
