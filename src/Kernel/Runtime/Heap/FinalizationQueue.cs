using System;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The objects whose finalizers have not run: one bag of entries, each an object's address, with tags once the object was found
/// unreachable. Becoming ready only sets a tag, so a collection never needs memory for it.
/// </summary>
/// <remarks>For the holder of the heap lock; entries are addresses of objects that the collector keeps.</remarks>
internal struct FinalizationQueue
{
    private const nuint ReadyTag = 1;
    private const nuint CriticalTag = 2;
    private const nuint Tags = ReadyTag | CriticalTag;

    private FinalizationSegment _newest;
    private FinalizationSegment _scanSegment;
    private int _newestCount;
    private int _scanIndex;
    private int _ordinaryReady;
    private int _criticalReady;

    /// <summary>Objects whose finalizers wait to be run.</summary>
    public readonly int ReadyCount => _ordinaryReady + _criticalReady;

    /// <summary>Whether the next <see cref="Add"/> needs a page by <see cref="Grow"/> first.</summary>
    public readonly bool IsFull => _newest.IsNull || (_newestCount == FinalizationSegment.Capacity && _newest.Newer.IsNull);

    /// <summary>Gives the queue the page at <paramref name="page"/>.</summary>
    /// <remarks>Safety: the page is zeroed, the caller's, and not given back before <see cref="TryShrink"/> hands it out.</remarks>
    [RequiresUnsafe]
    public unsafe void Grow(nuint page)
    {
        // SAFETY: the caller vouches for the page.
        FinalizationSegment segment = FinalizationSegment.In(page);
        segment.Older = _newest;
        segment.Newer = default;
        if (_newest.IsNull)
        {
            _newest = segment;
            _newestCount = 0;
        }
        else
        {
            _newest.Newer = segment;
        }
    }

    /// <summary>Hands out a page that has no entries, to be given back; false when there is none.</summary>
    public bool TryShrink(out nuint page)
    {
        FinalizationSegment spare = _newest.IsNull ? default : _newest.Newer;
        page = spare.Page;
        if (spare.IsNull)
        {
            return false;
        }

        FinalizationSegment rest = spare.Newer;
        _newest.Newer = rest;
        if (!rest.IsNull)
        {
            rest.Older = _newest;
        }

        return true;
    }

    /// <summary>Registers the object at <paramref name="address"/>. The queue is not full.</summary>
    public void Add(nuint address)
    {
        if (_newestCount == FinalizationSegment.Capacity)
        {
            _newest = _newest.Newer;
            _newestCount = 0;
        }

        _newest.Entries[_newestCount++] = address;
    }

    /// <summary>Takes out an object whose finalizer is to run next, or returns 0. Critical finalizers wait for the ordinary ones.</summary>
    public nuint TakeReady()
    {
        while (ReadyCount > 0)
        {
            nuint wanted = _ordinaryReady > 0 ? ReadyTag : CriticalTag;
            while (!_scanSegment.IsNull)
            {
                Span<nuint> entries = _scanSegment.Entries;
                for (; _scanIndex < CountOf(_scanSegment); _scanIndex++)
                {
                    nuint entry = entries[_scanIndex];
                    if ((entry & Tags) == wanted)
                    {
                        RemoveAt(_scanSegment, _scanIndex);
                        Forget(wanted);
                        return entry & ~Tags;
                    }
                }

                _scanSegment = _scanSegment.Is(_newest) ? default : _scanSegment.Newer;
                _scanIndex = 0;
            }

            RestartScan();
        }

        return 0;
    }

    /// <summary>Marks the objects that wait for their finalizers.</summary>
    public readonly void MarkReady(ref Marker marker)
    {
        if (ReadyCount == 0)
        {
            return;
        }

        for (FinalizationSegment segment = _newest; !segment.IsNull; segment = segment.Older)
        {
            Span<nuint> entries = segment.Entries;
            for (int index = CountOf(segment) - 1; index >= 0; index--)
            {
                if ((entries[index] & Tags) != 0)
                {
                    marker.Mark(entries[index] & ~Tags);
                }
            }
        }
    }

    /// <summary>
    /// Makes the registered objects that <paramref name="marker"/> did not find ready, and drops those whose finalizer was
    /// suppressed. The caller then marks what is ready.
    /// </summary>
    public void Promote(in Marker marker)
    {
        for (FinalizationSegment segment = _newest; !segment.IsNull; segment = segment.Older)
        {
            Span<nuint> entries = segment.Entries;
            for (int index = CountOf(segment) - 1; index >= 0; index--)
            {
                nuint entry = entries[index];
                if ((entry & Tags) != 0 || marker.IsMarked(entry))
                {
                    continue;
                }

                if (ManagedObject.IsFinalizerSuppressed(entry))
                {
                    // Another finalizer may yet resurrect the object and register it again.
                    ManagedObject.SetFinalizerSuppressed(entry, false);
                    RemoveAt(segment, index);
                }
                else if (ManagedObject.TypeOf(entry).HasCriticalFinalizer)
                {
                    entries[index] = entry | CriticalTag;
                    _criticalReady++;
                }
                else
                {
                    entries[index] = entry | ReadyTag;
                    _ordinaryReady++;
                }
            }
        }

        RestartScan();
    }

    private readonly int CountOf(FinalizationSegment segment) => segment.Is(_newest) ? _newestCount : FinalizationSegment.Capacity;

    private void RestartScan()
    {
        _scanIndex = 0;
        _scanSegment = _newest;
        while (!_scanSegment.IsNull && !_scanSegment.Older.IsNull)
        {
            _scanSegment = _scanSegment.Older;
        }
    }

    private void Forget(nuint tag)
    {
        if (tag == ReadyTag)
        {
            _ordinaryReady--;
        }
        else
        {
            _criticalReady--;
        }
    }

    // The newest entry takes the place; a page is kept until the next collection of everything.
    private void RemoveAt(FinalizationSegment segment, int index)
    {
        segment.Entries[index] = _newest.Entries[--_newestCount];
        if (_newestCount == 0 && !_newest.Older.IsNull)
        {
            if (_scanSegment.Is(_newest))
            {
                _scanSegment = default;
            }

            _newest = _newest.Older;
            _newestCount = FinalizationSegment.Capacity;
        }
    }
}
