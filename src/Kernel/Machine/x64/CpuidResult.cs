namespace Hermit.Machine;

/// <summary>What CPUID answers.</summary>
internal struct CpuidResult
{
    /// <summary>The four registers.</summary>
    public uint Eax, Ebx, Ecx, Edx;

    /// <summary>Asks.</summary>
    public static unsafe CpuidResult Of(uint leaf, uint subleaf = 0)
    {
        CpuidResult result;
        // SAFETY: the result has room for four registers.
        Instructions.Cpuid(leaf, subleaf, (uint*)&result);
        return result;
    }
}
