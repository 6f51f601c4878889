namespace Hermit.Runtime.Heap;

/// <summary>The large objects, each in a page run of its own.</summary>
/// <remarks>For the holder of the heap lock.</remarks>
internal struct LargeObjectSpace
{
    private LargeObject _first;

    /// <summary>Bytes of all page runs.</summary>
    public nuint Bytes { get; private set; }

    /// <summary>The first large object; the others follow by <see cref="LargeObject.Next"/>.</summary>
    public readonly LargeObject First => _first;

    /// <summary>Adds the run at <paramref name="run"/>, whose object is complete, and enters it in <paramref name="map"/>.</summary>
    public void Add(LargeObject run, nuint runBytes, ref PageMap map)
    {
        run.Next = _first;
        run.RunBytes = runBytes;
        run.Epoch = 0;
        run.Survivals = 0;
        _first = run;
        Bytes += runBytes;
        map.SetLarge(run.RunAddress, runBytes);
    }

    /// <summary>Clears the cards of every object that holds references.</summary>
    public readonly void ClearCards(in CardTable cards)
    {
        for (LargeObject run = _first; !run.IsNull; run = run.Next)
        {
            if (ManagedObject.TypeOf(run.Address).ContainsPointers)
            {
                cards.Of(run.RunAddress, run.RunBytes).Clear();
            }
        }
    }

    /// <summary>Marks what survivors refer to in places with a card set, and clears those.</summary>
    public readonly void MarkFromCards(in CardTable cards, ref Marker marker)
    {
        for (LargeObject run = _first; !run.IsNull; run = run.Next)
        {
            if (ManagedObject.TypeOf(run.Address).ContainsPointers)
            {
                marker.MarkFromCards(run, cards.Of(run.RunAddress, run.RunBytes));
            }
        }
    }

    /// <summary>Takes out the objects that the collection of <paramref name="epoch"/> did not find; returns them linked by <see cref="LargeObject.Next"/>.</summary>
    public LargeObject Sweep(uint epoch, ref PageMap map)
    {
        LargeObject dead = default;
        LargeObject previous = default;
        for (LargeObject run = _first; !run.IsNull;)
        {
            LargeObject next = run.Next;
            if (run.Epoch == epoch)
            {
                previous = run;
            }
            else
            {
                if (previous.IsNull)
                {
                    _first = next;
                }
                else
                {
                    previous.Next = next;
                }

                run.Next = dead;
                dead = run;
                Bytes -= run.RunBytes;
                map.Clear(run.RunAddress, run.RunBytes);
            }

            run = next;
        }

        return dead;
    }
}
