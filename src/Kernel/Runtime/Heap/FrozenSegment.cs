namespace Hermit.Runtime.Heap;

/// <summary>A run of objects outside the heap that are never freed but may refer to the heap's.</summary>
internal struct FrozenSegment
{
    /// <summary>Where the header word of the first object is; 0 in a free slot.</summary>
    public nuint Start;

    /// <summary>The end of what is allocated in the segment.</summary>
    public nuint End;
}
