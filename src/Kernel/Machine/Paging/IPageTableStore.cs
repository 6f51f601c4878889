namespace Hermit.Machine;

/// <summary>Where the entries of page tables are kept. Tables are named by their physical address.</summary>
[Trusted]
public interface IPageTableStore
{
    /// <summary>A new table without an entry, that nobody else has; false when memory ran out.</summary>
    bool TryAllocate(out nuint table);

    /// <summary>Reads an entry, by one access.</summary>
    ulong Read(nuint table, int index);

    /// <summary>Writes an entry, by one access which CPUs that walk the tables see after everything that was written before it.</summary>
    void Write(nuint table, int index, ulong entry);
}
