using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>
/// The neighbours of all interfaces, in a table of fixed size. Whoever floods it with questions or addresses displaces entries that nobody uses: one that
/// was confirmed lately gives way only to one that we need ourselves, and never to what a stranger tells.
/// </summary>
internal struct NeighborCache
{
    /// <summary>How many neighbours are remembered.</summary>
    public const int Capacity = 512;

    /// <summary>How many of them may be unanswered questions: a scan of a subnet must not fill the table.</summary>
    public const int IncompleteLimit = 128;

    private const int BucketCount = 512;

    private Storage _entries;
    private Buckets _buckets;
    private SipHash _hash;
    private int _last;

    /// <summary>How many entries are in use.</summary>
    public int Count { get; private set; }

    /// <summary>How many entries wait for a first answer.</summary>
    public int IncompleteCount { get; private set; }

    /// <summary>An entry, by its index.</summary>
    [UnscopedRef]
    public ref Neighbor this[int index] => ref _entries[index];

    /// <summary>Sets the key of the hash.</summary>
    public void Initialize(SipHash hash) => _hash = hash;

    /// <summary>Finds a neighbour; -1 if it is not known.</summary>
    public int Find(int interfaceIndex, IpAddress address)
    {
        // Most packets go where the last one went.
        ref Neighbor last = ref _entries[_last];
        if (last.Address.Equals(address) && last.Interface == interfaceIndex && last.State != NeighborState.Free)
        {
            return _last;
        }

        for (int at = _buckets[Bucket(interfaceIndex, address)] - 1; at >= 0; at = _entries[at].NextInBucket - 1)
        {
            if (_entries[at].Address.Equals(address) && _entries[at].Interface == interfaceIndex)
            {
                _last = at;
                return at;
            }
        }

        return -1;
    }

    /// <summary>
    /// Makes an entry for a neighbour that is not in the table, in state incomplete; -1 if there is no room. <paramref name="unsolicited"/> says that
    /// nobody here asked for it.
    /// </summary>
    public int Add(ref PacketPool pool, int interfaceIndex, IpAddress address, bool unsolicited, Instant now)
    {
        int at = FindRoom(unsolicited);
        if (at < 0)
        {
            return -1;
        }

        Remove(ref pool, at);
        int bucket = Bucket(interfaceIndex, address);
        ref Neighbor entry = ref _entries[at];
        entry = default;
        entry.Address = address;
        entry.Interface = (byte)interfaceIndex;
        entry.State = NeighborState.Incomplete;
        entry.LastUsed = now;
        entry.Deadline = Instant.Never;
        entry.NextInBucket = _buckets[bucket];
        _buckets[bucket] = (ushort)(at + 1);
        Count++;
        IncompleteCount++;
        return at;
    }

    /// <summary>Changes the state of an entry.</summary>
    public void SetState(int index, NeighborState state, Instant deadline)
    {
        ref Neighbor entry = ref _entries[index];
        IncompleteCount += (state == NeighborState.Incomplete ? 1 : 0) - (entry.State == NeighborState.Incomplete ? 1 : 0);
        entry.State = state;
        entry.Deadline = deadline;
    }

    /// <summary>Forgets an entry, and frees what waits for it.</summary>
    public void Remove(ref PacketPool pool, int index)
    {
        ref Neighbor entry = ref _entries[index];
        if (entry.State == NeighborState.Free)
        {
            return;
        }

        int bucket = Bucket(entry.Interface, entry.Address);
        if (_buckets[bucket] == index + 1)
        {
            _buckets[bucket] = entry.NextInBucket;
        }
        else
        {
            int previous = _buckets[bucket] - 1;
            while (_entries[previous].NextInBucket != index + 1)
            {
                previous = _entries[previous].NextInBucket - 1;
            }

            _entries[previous].NextInBucket = entry.NextInBucket;
        }

        entry.Pending.Clear(ref pool);
        Count--;
        IncompleteCount -= entry.State == NeighborState.Incomplete ? 1 : 0;
        entry.State = NeighborState.Free;
    }

    private readonly int Bucket(int interfaceIndex, IpAddress address) =>
        (int)(_hash.ForTable(address.High, address.Low + ((ulong)interfaceIndex << 56)) % BucketCount);

    // A free entry, or the one that is missed least: unanswered questions once there are too many of them, then what is stale, then what is in use.
    private int FindRoom(bool unsolicited)
    {
        int best = -1;
        int bestRank = int.MaxValue;
        bool tooManyIncomplete = IncompleteCount >= IncompleteLimit;
        if (Count < Capacity && !tooManyIncomplete)
        {
            for (int i = 0; i < Capacity; i++)
            {
                if (_entries[i].State == NeighborState.Free)
                {
                    return i;
                }
            }
        }

        for (int i = 0; i < Capacity; i++)
        {
            int rank = _entries[i].State switch
            {
                NeighborState.Incomplete => tooManyIncomplete ? 0 : unsolicited ? int.MaxValue : 2,
                NeighborState.Free => 1,
                NeighborState.Stale => _entries[i].IsRouter ? 5 : 2,
                NeighborState.Delay or NeighborState.Probe => unsolicited ? int.MaxValue : _entries[i].IsRouter ? 5 : 3,
                _ => unsolicited ? int.MaxValue : _entries[i].IsRouter ? 6 : 4,
            };
            if (rank < bestRank || (rank == bestRank && best >= 0 && _entries[i].LastUsed < _entries[best].LastUsed))
            {
                best = i;
                bestRank = rank;
            }
        }

        return best;
    }

    [InlineArray(Capacity)]
    private struct Storage
    {
        private Neighbor _neighbor;
    }

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private ushort _first;
    }
}
