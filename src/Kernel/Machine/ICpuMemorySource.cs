namespace Hermit.Machine;

/// <summary>What hands out the memory that a CPU runs in.</summary>
[Trusted]
public interface ICpuMemorySource
{
    /// <summary>The physical address of the page table that every CPU uses.</summary>
    static abstract nuint PageTable { get; }

    /// <summary>Takes zeroed memory that is nobody else's and stays so; false when there is too little.</summary>
    static abstract bool TryAllocate(nuint bytes, out nuint address);

    /// <summary>Takes a page of it out of the address space; false when memory for that ran out.</summary>
    static abstract bool TryRemove(nuint page);
}
