using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Answers of name servers, for as long as they said that they may be remembered (RFC 1035, section 7.4, RFC 2308).</summary>
internal struct DnsCache
{
    /// <summary>How many answers are remembered.</summary>
    public const int Capacity = 256;

    private const int BucketCount = 128;

    private Pool<DnsCacheEntry> _entries;
    private Buckets _buckets;
    private Ring _ring;
    private int _hand;

    /// <summary>How many answers are remembered now, old ones included.</summary>
    public readonly int Count => _entries.Count;

    /// <summary>Finds a remembered answer that is still true.</summary>
    public readonly bool TryFind(in DnsName name, DnsType type, SipHash hash, Instant now, out DnsAddresses addresses, out bool noSuchName)
    {
        for (Handle<DnsCacheEntry> at = _buckets[Bucket(name, hash)]; !at.IsNull; at = _entries[at].Next)
        {
            ref DnsCacheEntry entry = ref _entries[at];
            if (entry.Type == type && now < entry.Until && entry.Name.Equals(name))
            {
                addresses = entry.Addresses;
                noSuchName = entry.NoSuchName;
                return true;
            }
        }

        addresses = default;
        noSuchName = false;
        return false;
    }

    /// <summary>Remembers an answer, in place of an older one to the same question, or of the one that was remembered first.</summary>
    public void Add(in DnsName name, DnsType type, in DnsAddresses addresses, bool noSuchName, SipHash hash, Instant until)
    {
        int bucket = Bucket(name, hash);
        Handle<DnsCacheEntry> handle = _buckets[bucket];
        while (!handle.IsNull && !(_entries[handle].Type == type && _entries[handle].Name.Equals(name)))
        {
            handle = _entries[handle].Next;
        }

        if (handle.IsNull)
        {
            Remove(_ring[_hand], hash);
            if (!_entries.TryAllocate(out handle))
            {
                _ring[_hand] = default;
                return;
            }

            _ring[_hand] = handle;
            _hand = (_hand + 1) % Capacity;
            _entries[handle].Name = name;
            _entries[handle].Type = type;
            _entries[handle].Next = _buckets[bucket];
            _buckets[bucket] = handle;
        }

        ref DnsCacheEntry entry = ref _entries[handle];
        entry.Addresses = addresses;
        entry.NoSuchName = noSuchName;
        entry.Until = until;
    }

    private static int Bucket(in DnsName name, SipHash hash) => (int)(name.Hash(hash) % BucketCount);

    private void Remove(Handle<DnsCacheEntry> handle, SipHash hash)
    {
        if (!_entries.Contains(handle))
        {
            return;
        }

        int bucket = Bucket(_entries[handle].Name, hash);
        if (_buckets[bucket].Equals(handle))
        {
            _buckets[bucket] = _entries[handle].Next;
        }
        else
        {
            Handle<DnsCacheEntry> previous = _buckets[bucket];
            while (!_entries[previous].Next.Equals(handle))
            {
                previous = _entries[previous].Next;
            }

            _entries[previous].Next = _entries[handle].Next;
        }

        _entries.Free(handle);
    }

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private Handle<DnsCacheEntry> _first;
    }

    [InlineArray(Capacity)]
    private struct Ring
    {
        private Handle<DnsCacheEntry> _entry;
    }
}
