using System.Diagnostics.CodeAnalysis;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// Small records of one type for all connections. Those that are not used are kept in a list of their own instead of in the pool, whose clearing and
/// checking would be most of the cost: one is taken and given back with each segment.
/// </summary>
internal struct RecordPool<T>
    where T : unmanaged, IRecord<T>
{
    private Pool<T> _records;
    private Handle<T> _spare;

    /// <summary>How many are in use.</summary>
    public int Count { get; private set; }

    /// <summary>The record that <paramref name="handle"/> names.</summary>
    [UnscopedRef]
    public readonly ref T this[Handle<T> handle] => ref _records[handle];

    /// <summary>Takes a record, all zero; <see langword="false"/> when memory has run out.</summary>
    public bool TryTake(out Handle<T> handle)
    {
        handle = _spare;
        if (handle.IsNull)
        {
            if (!_records.TryAllocate(out handle))
            {
                return false;
            }
        }
        else
        {
            ref T record = ref _records[handle];
            _spare = record.Next;
            record = default;
        }

        Count++;
        return true;
    }

    /// <summary>Gives a record back.</summary>
    public void Return(Handle<T> handle)
    {
        _records[handle].Next = _spare;
        _spare = handle;
        Count--;
    }
}
