namespace Hermit.Runtime.Heap;

internal sealed partial class ManagedHeap<TPlatform>
{
    private const int StartNotEnoughMemory = 1;
    private const int StartAmountTooLarge = 2;
    private const int StartAlreadyInProgress = 3;

    private bool _noCollection;
    private NoCollectionStatus _noCollectionEnd;

    /// <summary>
    /// Makes room for <paramref name="bytes"/> and puts collections off until they are allocated. Returns 0, or 1 where there is not
    /// enough memory, 2 where there never will be, 3 where a region is in progress.
    /// </summary>
    /// <remarks>Safety: the calling thread's registers are on its stack.</remarks>
    public int StartNoCollectionRegion(ulong bytes)
    {
        _platform.EnterLock();
        int status = 0;
        if (_noCollection)
        {
            // And ends the region that there is, as .NET's collector does.
            status = StartAlreadyInProgress;
            _noCollection = false;
        }
        else if (bytes > _platform.TotalBytes)
        {
            status = StartAmountTooLarge;
        }
        else
        {
            CollectLocked();
            nuint room = _platform.AvailableBytes + ((nuint)_blocks.EmptyCount * HeapLayout.BlockBytes);
            if (bytes + _reserve > room)
            {
                status = StartNotEnoughMemory;
            }
            else
            {
                _noCollection = true;
                _statistics.Budget = System.Math.Max(_statistics.Budget, (nuint)bytes);
            }
        }

        _platform.ExitLock();
        return status;
    }

    /// <summary>Ends the region and says how it went.</summary>
    public NoCollectionStatus EndNoCollectionRegion()
    {
        _platform.EnterLock();
        NoCollectionStatus status = _noCollection ? NoCollectionStatus.Succeeded : _noCollectionEnd;
        _noCollection = false;
        _noCollectionEnd = NoCollectionStatus.NotInProgress;
        _platform.ExitLock();
        return status;
    }

    /// <summary>Whether a region is in progress. Does not wait.</summary>
    public bool IsInNoCollectionRegion => _noCollection;

    private void EndNoCollectionRegion(NoCollectionStatus why)
    {
        if (_noCollection)
        {
            _noCollection = false;
            _noCollectionEnd = why;
        }
    }
}
