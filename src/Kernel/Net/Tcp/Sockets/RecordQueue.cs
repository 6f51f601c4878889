using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Records in the order in which they came: what all waits equally long expires in that order, and needs no timer of its own.</summary>
internal struct RecordQueue<T>
    where T : unmanaged, IQueued<T>
{
    private Handle<T> _last;

    /// <summary>The first one; null if there is none.</summary>
    public Handle<T> First { get; private set; }

    /// <summary>Puts a record at the end.</summary>
    public void Enqueue(ref Pool<T> records, Handle<T> handle)
    {
        ref T record = ref records[handle];
        record.Next = default;
        record.Previous = _last;
        if (_last.IsNull)
        {
            First = handle;
        }
        else
        {
            records[_last].Next = handle;
        }

        _last = handle;
    }

    /// <summary>Takes a record out.</summary>
    public void Remove(ref Pool<T> records, Handle<T> handle)
    {
        ref T record = ref records[handle];
        if (record.Previous.IsNull)
        {
            First = record.Next;
        }
        else
        {
            records[record.Previous].Next = record.Next;
        }

        if (record.Next.IsNull)
        {
            _last = record.Previous;
        }
        else
        {
            records[record.Next].Previous = record.Previous;
        }

        record.Next = default;
        record.Previous = default;
    }
}
