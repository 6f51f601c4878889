namespace Hermit.Machine;

/// <summary>What another CPU than the first has in its <see cref="CpuMemory"/>: less than a page.</summary>
internal struct CpuData
{
    /// <summary>How many <see cref="KernelStack"/>s a CPU has.</summary>
    public const int StackCount = 5;

    /// <summary>What the kernel keeps for the CPU.</summary>
    public CpuBlock Block;

    /// <summary>What the CPU itself reads.</summary>
    public Descriptors Descriptors;
}
