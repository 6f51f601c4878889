using System.Numerics;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// Finds what belongs to a flow: a hash table that grows by one bucket at a time (linear hashing), so that no single operation is long. When memory for
/// another bucket is missing it works on, with longer chains. The hash is keyed, so that nobody can choose who shares a bucket.
/// </summary>
internal partial struct FlowTable<T>
    where T : unmanaged, IFlowRecord<T>
{
    private const int FirstBucketBits = 6;
    private const int WordsPerPage = Page.Bytes / sizeof(ulong);
    private const uint MaximumBuckets = WordsPerPage * WordsPerPage;

    private PageStore _pages;
    private Handle<Page> _directory;
    private uint _bucketCount;

    /// <summary>How many are in the table.</summary>
    public int Count { get; private set; }

    /// <summary>Finds what is of a flow; <see langword="false"/> if nothing is.</summary>
    public readonly bool TryFind(in Pool<T> records, in TcpFlow flow, uint hash, out Handle<T> found)
    {
        if (Count == 0)
        {
            found = default;
            return false;
        }

        for (found = Head(Bucket(hash)); !found.IsNull; found = records[found].NextInBucket)
        {
            ref T record = ref records[found];
            if (record.FlowHash == hash && record.IsOf(flow))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what is not in; <see langword="false"/> when memory for the first buckets has run out.</summary>
    public bool TryAdd(ref Pool<T> records, Handle<T> handle)
    {
        if (_bucketCount == 0 && !TryMakeFirst())
        {
            return false;
        }

        Push(ref records, handle);
        Count++;
        if ((uint)Count > _bucketCount && _bucketCount < MaximumBuckets)
        {
            Split(ref records);
        }

        return true;
    }

    /// <summary>Takes out what is in.</summary>
    public void Remove(ref Pool<T> records, Handle<T> handle)
    {
        uint bucket = Bucket(records[handle].FlowHash);
        Handle<T> after = records[handle].NextInBucket;
        Handle<T> current = Head(bucket);
        if (current.Equals(handle))
        {
            SetHead(bucket, after);
        }
        else
        {
            while (!records[current].NextInBucket.Equals(handle))
            {
                current = records[current].NextInBucket;
            }

            records[current].NextInBucket = after;
        }

        records[handle].NextInBucket = default;
        Count--;
    }

    private readonly uint Bucket(uint hash)
    {
        int bits = BitOperations.Log2(_bucketCount);
        uint wide = hash & (uint)((2ul << bits) - 1);
        return wide < _bucketCount ? wide : hash & ((1u << bits) - 1);
    }

    private readonly Handle<T> Head(uint bucket) => Handle<T>.FromBits(_pages.ReadWord(PageOf(bucket), (int)(bucket % WordsPerPage)));

    private readonly void SetHead(uint bucket, Handle<T> handle) => _pages.WriteWord(PageOf(bucket), (int)(bucket % WordsPerPage), handle.ToBits());

    private readonly Handle<Page> PageOf(uint bucket) => Handle<Page>.FromBits(_pages.ReadWord(_directory, (int)(bucket / WordsPerPage)));

    private readonly void Push(ref Pool<T> records, Handle<T> handle)
    {
        uint bucket = Bucket(records[handle].FlowHash);
        records[handle].NextInBucket = Head(bucket);
        SetHead(bucket, handle);
    }

    private bool TryMakeFirst()
    {
        if ((_directory.IsNull && !_pages.TryAllocate(out _directory)) || !TryMakePage(0))
        {
            return false;
        }

        _bucketCount = 1 << FirstBucketBits;
        return true;
    }

    private bool TryMakePage(uint index)
    {
        if (_pages.ReadWord(_directory, (int)index) != 0)
        {
            return true;
        }

        if (!_pages.TryAllocate(out Handle<Page> page))
        {
            return false;
        }

        _pages.WriteWord(_directory, (int)index, page.ToBits());
        return true;
    }

    // Adds a bucket, and deals what is in the one that it halves out anew.
    private void Split(ref Pool<T> records)
    {
        if (!TryMakePage(_bucketCount / WordsPerPage))
        {
            return;
        }

        uint halved = _bucketCount & ~(1u << BitOperations.Log2(_bucketCount));
        Handle<T> chain = Head(halved);
        SetHead(halved, default);
        _bucketCount++;
        while (!chain.IsNull)
        {
            Handle<T> next = records[chain].NextInBucket;
            Push(ref records, chain);
            chain = next;
        }
    }
}
