namespace Hermit.Machine;

/// <summary>What CPUID answers.</summary>
internal struct CpuidResult
{
    // Where the leaves of a hypervisor begin; the first one's EAX names the last.
    private const uint HypervisorLeaves = 0x4000_0000;
    private const uint MostHypervisorLeaves = 0x1000;

    /// <summary>The four registers.</summary>
    public uint Eax, Ebx, Ecx, Edx;

    /// <summary>Whether a hypervisor answers.</summary>
    public static bool HasHypervisor => Of(1).Ecx >> 31 != 0;

    /// <summary>Asks a hypervisor, whose leaves count from 0; all zero where there is none, or not that leaf.</summary>
    public static CpuidResult OfHypervisor(uint leaf)
    {
        if (!HasHypervisor)
        {
            return default;
        }

        CpuidResult first = Of(HypervisorLeaves);
        uint last = first.Eax - HypervisorLeaves;
        return leaf == 0 ? first : last < MostHypervisorLeaves && leaf <= last ? Of(HypervisorLeaves + leaf) : default;
    }

    /// <summary>Asks.</summary>
    public static unsafe CpuidResult Of(uint leaf, uint subleaf = 0)
    {
        CpuidResult result;
        // SAFETY: the result has room for four registers.
        Instructions.Cpuid(leaf, subleaf, (uint*)&result);
        return result;
    }
}
