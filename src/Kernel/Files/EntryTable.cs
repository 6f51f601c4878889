using System;

using Hermit.Memory;

namespace Hermit.Files;

/// <summary>
/// Finds directory entries by directory and name: a hash table that grows by one bucket at a time (linear hashing), so that no single operation is
/// long. When memory for another bucket is missing it works on, with longer chains.
/// </summary>
internal struct EntryTable
{
    private const int FirstBucketBits = 6;
    private const int WordsPerPage = Page.Bytes / sizeof(ulong);

    private PageTree _buckets;

    // The first page, which is the only one of most file systems, without a walk through the tree.
    private Handle<Page> _firstPage;
    private ulong _bucketCount;
    private ulong _count;
    private uint _seed;

    /// <summary>Makes the first buckets; <see langword="false"/> when memory has run out. <paramref name="seed"/> makes hashes unforeseeable.</summary>
    public bool TryInitialize(ref PageStore store, uint seed)
    {
        if (!TryMakeBucketPage(ref store, 0))
        {
            return false;
        }

        _buckets.TryFind(store, 0, out _firstPage);
        _bucketCount = 1 << FirstBucketBits;
        _seed = seed;
        return true;
    }

    /// <summary>The hash of a name in a directory.</summary>
    public readonly uint Hash(Handle<Inode> directory, ReadOnlySpan<byte> name)
    {
        // FNV-1a, with a final mix that spreads the last bytes over the low bits that choose the bucket.
        ulong bits = directory.ToBits();
        uint hash = (2166136261u ^ _seed ^ (uint)bits) * 16777619u;
        hash = (hash ^ (uint)(bits >> 32)) * 16777619u;
        foreach (byte character in name)
        {
            hash = (hash ^ character) * 16777619u;
        }

        hash ^= hash >> 15;
        hash *= 0x2C1B_3C6Du;
        return hash ^ (hash >> 12);
    }

    /// <summary>Finds an entry; <see langword="false"/> if there is none of that name.</summary>
    public readonly bool TryFind(in PageStore store, in Pool<DirectoryEntry> entries, Handle<Inode> directory, ReadOnlySpan<byte> name, out Handle<DirectoryEntry> found)
    {
        uint hash = Hash(directory, name);
        for (found = Head(store, Bucket(hash)); !found.IsNull; found = entries[found].NextInBucket)
        {
            ref DirectoryEntry entry = ref entries[found];
            if (entry.Hash == hash && entry.Directory.Equals(directory) && entry.Name.Span.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds an entry whose name, directory and hash are set.</summary>
    public void Add(ref PageStore store, in Pool<DirectoryEntry> entries, Handle<DirectoryEntry> handle)
    {
        Push(store, entries, handle);
        _count++;
        if (_count > _bucketCount)
        {
            Split(ref store, entries);
        }
    }

    /// <summary>Takes out an entry that is in.</summary>
    public void Remove(in PageStore store, in Pool<DirectoryEntry> entries, Handle<DirectoryEntry> handle)
    {
        ulong bucket = Bucket(entries[handle].Hash);
        Handle<DirectoryEntry> after = entries[handle].NextInBucket;
        Handle<DirectoryEntry> current = Head(store, bucket);
        if (current.Equals(handle))
        {
            SetHead(store, bucket, after);
        }
        else
        {
            while (!entries[current].NextInBucket.Equals(handle))
            {
                current = entries[current].NextInBucket;
            }

            entries[current].NextInBucket = after;
        }

        entries[handle].NextInBucket = default;
        _count--;
    }

    private readonly ulong Bucket(uint hash)
    {
        int bits = System.Numerics.BitOperations.Log2(_bucketCount);
        ulong wide = hash & ((2ul << bits) - 1);
        return wide < _bucketCount ? wide : hash & ((1ul << bits) - 1);
    }

    private readonly Handle<DirectoryEntry> Head(in PageStore store, ulong bucket) =>
        Handle<DirectoryEntry>.FromBits(store.ReadWord(PageOf(store, bucket), (int)(bucket % WordsPerPage)));

    private readonly void SetHead(in PageStore store, ulong bucket, Handle<DirectoryEntry> handle) =>
        store.WriteWord(PageOf(store, bucket), (int)(bucket % WordsPerPage), handle.ToBits());

    private readonly Handle<Page> PageOf(in PageStore store, ulong bucket)
    {
        if (bucket < WordsPerPage)
        {
            return _firstPage;
        }

        _buckets.TryFind(store, bucket / WordsPerPage, out Handle<Page> page);
        return page;
    }

    private readonly void Push(in PageStore store, in Pool<DirectoryEntry> entries, Handle<DirectoryEntry> handle)
    {
        ulong bucket = Bucket(entries[handle].Hash);
        entries[handle].NextInBucket = Head(store, bucket);
        SetHead(store, bucket, handle);
    }

    private bool TryMakeBucketPage(ref PageStore store, ulong index)
    {
        if (_buckets.TryFind(store, index, out _))
        {
            return true;
        }

        if (!_buckets.TryReserve(ref store, index) || !store.TryAllocate(out Handle<Page> page))
        {
            return false;
        }

        _buckets.Set(store, index, page);
        return true;
    }

    // Adds a bucket, and deals the entries of the one it halves out anew.
    private void Split(ref PageStore store, in Pool<DirectoryEntry> entries)
    {
        if (!TryMakeBucketPage(ref store, _bucketCount / WordsPerPage))
        {
            return;
        }

        ulong halved = _bucketCount & ~(1ul << System.Numerics.BitOperations.Log2(_bucketCount));
        Handle<DirectoryEntry> chain = Head(store, halved);
        SetHead(store, halved, default);
        _bucketCount++;
        while (!chain.IsNull)
        {
            Handle<DirectoryEntry> next = entries[chain].NextInBucket;
            Push(store, entries, chain);
            chain = next;
        }
    }
}
