namespace Hermit.Runtime.Heap;

/// <summary>
/// Checks the heap's invariants right after a collection: objects are whole and do not overlap, the lines they are in are live, and
/// references lead to objects. Counts what is wrong; a heap without faults has none.
/// </summary>
/// <remarks>For the holder of the heap lock, while no other thread runs.</remarks>
internal struct HeapVerifier : IReferenceVisitor
{
    private PageMap _map;
    private nuint _marks;

    /// <summary>Objects seen.</summary>
    public int Objects { get; private set; }

    /// <summary>Objects that are too small, overlap the one before, or reach over the end of their block or page run.</summary>
    public int MisplacedObjects { get; private set; }

    /// <summary>Objects in a line that is not said to be live.</summary>
    public int ObjectsInDeadLines { get; private set; }

    /// <summary>References into the heap that lead to no object.</summary>
    public int DanglingReferences { get; private set; }

    /// <summary>Everything that is wrong.</summary>
    public readonly int Faults => MisplacedObjects + ObjectsInDeadLines + DanglingReferences;

    /// <summary>Checks every object of <paramref name="blocks"/> and <paramref name="large"/>; their bits are at <paramref name="marksOffset"/>.</summary>
    public void Verify(in BlockSpace blocks, in LargeObjectSpace large, in PageMap map, nuint marksOffset)
    {
        _map = map;
        _marks = marksOffset;
        for (HeapBlock block = blocks.First; !block.IsNull; block = block.Next)
        {
            VerifyBlock(block);
        }

        for (LargeObject run = large.First; !run.IsNull; run = run.Next)
        {
            Verify(run.Address, run.RunAddress + HeapLayout.LargePrefixBytes, run.RunAddress + run.RunBytes);
        }
    }

    /// <inheritdoc/>
    public void VisitRun(nuint slot, nuint end)
    {
        for (; slot < end; slot += HeapLayout.WordBytes)
        {
            DanglingReferences += IsSound(ManagedObject.ReferenceAt(slot)) ? 0 : 1;
        }
    }

    private readonly bool IsSound(nuint target)
    {
        byte kind = _map.KindOf(target);

        // SAFETY: the page map says what the page is.
        unsafe
        {
            return kind switch
            {
                PageKind.None => true,
                PageKind.Block => HeapBlock.Containing(target).FindObject(target, _marks) == target,
                PageKind.LargeStart => target % HeapLayout.PageBytes == HeapLayout.LargeObjectOffset,
                _ => false,
            };
        }
    }

    private void VerifyBlock(HeapBlock block)
    {
        nuint end = block.Address + HeapLayout.MetadataBytes;
        for (nuint address = block.NextObject(block.Address, _marks); address != 0;
             address = block.NextObject(address + HeapLayout.WordBytes, _marks))
        {
            Verify(address, end, block.Address + HeapLayout.BlockBytes);
            end = address - HeapLayout.HeaderBytes + ManagedObject.SizeOf(address);
            for (int line = HeapBlock.LineOf(address - HeapLayout.HeaderBytes); line <= HeapBlock.LineOf(end - 1); line++)
            {
                ObjectsInDeadLines += (block.StateOf(line) & LineState.Live) == 0 ? 1 : 0;
            }
        }
    }

    private void Verify(nuint address, nuint floor, nuint ceiling)
    {
        Objects++;
        nuint size = ManagedObject.SizeOf(address);
        nuint begin = address - HeapLayout.HeaderBytes;
        if (begin < floor || size < HeapLayout.SmallestObject || size > ceiling - begin)
        {
            MisplacedObjects++;
        }
        else if (ManagedObject.TypeOf(address).ContainsPointers)
        {
            GcDescriptor.Visit(address, in ManagedObject.TypeOf(address), ref this);
        }
    }
}
