using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// Puts fragmented packets together, of both versions of IP. Fragments that overlap end their packet (RFC 5722; RFC 8200, section 4.5; the same for IPv4,
/// where overlaps serve attacks only); exact repetitions are dropped. Bytes are not copied: the buffers are chained.
/// <para>How many packets are under way, how many buffers they hold and for how long is bounded; the oldest gives way.</para>
/// </summary>
internal struct Reassembler
{
    /// <summary>How many packets can be under way.</summary>
    public const int Capacity = 32;

    /// <summary>How many buffers all of them can hold.</summary>
    public const int BufferLimit = 192;

    /// <summary>The longest payload of a packet.</summary>
    public const int MaximumLength = 65535;

    private Storage _datagrams;
    private int _buffers;

    /// <summary>How many packets are under way.</summary>
    public int Count { get; private set; }

    /// <summary>How many buffers they hold.</summary>
    public readonly int Buffers => _buffers;

    /// <summary>When the next packet is given up.</summary>
    public readonly Instant NextDeadline
    {
        get
        {
            Instant next = Instant.Never;
            for (int i = 0; i < Capacity && Count > 0; i++)
            {
                if (_datagrams[i].InUse)
                {
                    next = Instant.Min(next, _datagrams[i].Deadline);
                }
            }

            return next;
        }
    }

    /// <summary>
    /// Takes a fragment, which the reassembler owns from then on. When it completes its packet, <paramref name="whole"/> is that: the header of the first
    /// fragment as it came, <paramref name="headerLength"/> bytes, and the payloads.
    /// </summary>
    public ReassemblyResult Add(ref PacketPool pool, in FragmentKey key, in Fragment fragment, Duration lifetime, Instant now, out Handle<Packet> whole, out int headerLength)
    {
        whole = default;
        headerLength = 0;
        int length = pool[fragment.Packet].TotalLength - fragment.HeaderLength;

        // RFC 8200, section 4.5: all but the last are multiples of eight bytes; and no packet is longer than its length field can say, which counts the
        // header of IPv4, and of IPv6 only what stands behind the fixed one, without the fragment header.
        int counted = key.Source.IsV4 ? fragment.HeaderLength : fragment.HeaderLength - Ipv6Header.Length - Ipv6FragmentHeader.Length;
        if (length <= 0 || (fragment.MoreFragments && length % 8 != 0) || fragment.Offset + length > MaximumLength - counted)
        {
            pool.Free(fragment.Packet);
            return ReassemblyResult.Dropped;
        }

        int index = FindOrAdd(ref pool, key, now + lifetime);
        ref Datagram datagram = ref _datagrams[index];
        int end = fragment.Offset + length;
        bool contradicts = fragment.MoreFragments
            ? datagram.TotalLength != 0 && end > datagram.TotalLength
            : (datagram.TotalLength != 0 && end != datagram.TotalLength) || datagram.HighestEnd > end;
        if (contradicts || !TryInsert(ref pool, ref datagram, fragment, length, out bool repeated))
        {
            pool.Free(fragment.Packet);
            Discard(ref pool, index);
            return ReassemblyResult.Dropped;
        }

        if (repeated)
        {
            pool.Free(fragment.Packet);
            return ReassemblyResult.Dropped;
        }

        datagram.TotalLength = fragment.MoreFragments ? datagram.TotalLength : end;
        MakeRoom(ref pool, index);
        if (datagram.TotalLength == 0 || datagram.ReceivedLength != datagram.TotalLength)
        {
            return datagram.InUse ? ReassemblyResult.Kept : ReassemblyResult.Dropped;
        }

        headerLength = datagram.HeaderLength;
        whole = Assemble(ref pool, index);
        return ReassemblyResult.Complete;
    }

    /// <summary>
    /// Gives up one packet whose time is over: <paramref name="first"/> is its fragment with offset 0, if that came, to be told of and freed by the caller.
    /// <see langword="false"/> if there is none.
    /// </summary>
    public bool TryExpire(ref PacketPool pool, Instant now, out Handle<Packet> first, out FragmentKey key)
    {
        first = default;
        key = default;
        for (int i = 0; i < Capacity && Count > 0; i++)
        {
            ref Datagram datagram = ref _datagrams[i];
            if (!datagram.InUse || datagram.Deadline > now)
            {
                continue;
            }

            key = datagram.Key;
            if (!datagram.First.IsNull && pool[datagram.First].PayloadOffset == 0)
            {
                // Its header is still in front of it: Assemble and TryInsert leave it there.
                first = datagram.First;
                datagram.First = pool[first].Link;
                pool[first].Link = default;
            }

            Discard(ref pool, i);
            return true;
        }

        return false;
    }

    // Puts the fragment where its offset says; false if it overlaps another.
    private static bool TryInsert(ref PacketPool pool, ref Datagram datagram, in Fragment fragment, int length, out bool repeated)
    {
        repeated = false;
        Handle<Packet> previous = default;
        Handle<Packet> next = datagram.First;
        while (!next.IsNull && pool[next].PayloadOffset < fragment.Offset)
        {
            previous = next;
            next = pool[next].Link;
        }

        if (!next.IsNull && pool[next].PayloadOffset == fragment.Offset && PayloadLength(pool, datagram, next) == length)
        {
            repeated = true;
            return true;
        }

        if ((!next.IsNull && fragment.Offset + length > pool[next].PayloadOffset) ||
            (!previous.IsNull && pool[previous].PayloadOffset + PayloadLength(pool, datagram, previous) > fragment.Offset))
        {
            return false;
        }

        if (fragment.Offset == 0)
        {
            datagram.HeaderLength = (ushort)fragment.HeaderLength;
        }
        else
        {
            pool.TrimFront(fragment.Packet, fragment.HeaderLength);
        }

        ref Packet record = ref pool[fragment.Packet];
        record.PayloadOffset = (ushort)fragment.Offset;
        record.Link = next;
        if (previous.IsNull)
        {
            datagram.First = fragment.Packet;
        }
        else
        {
            pool[previous].Link = fragment.Packet;
        }

        datagram.ReceivedLength += length;
        datagram.HighestEnd = System.Math.Max(datagram.HighestEnd, fragment.Offset + length);
        return true;
    }

    private static int PayloadLength(in PacketPool pool, in Datagram datagram, Handle<Packet> packet)
    {
        ref Packet record = ref pool[packet];
        return record.TotalLength - (record.PayloadOffset == 0 ? datagram.HeaderLength : 0);
    }

    private int FindOrAdd(ref PacketPool pool, in FragmentKey key, Instant deadline)
    {
        int free = -1;
        for (int i = 0; i < Capacity; i++)
        {
            if (!_datagrams[i].InUse)
            {
                free = i;
            }
            else if (_datagrams[i].Key.Equals(key))
            {
                return i;
            }
        }

        if (free < 0)
        {
            free = Oldest(except: -1);
            Discard(ref pool, free);
        }

        ref Datagram datagram = ref _datagrams[free];
        datagram = default;
        datagram.Key = key;
        datagram.Deadline = deadline;
        datagram.InUse = true;
        Count++;
        return free;
    }

    // Counts what the datagram holds, and gives up others, the oldest first, then itself, until all hold few enough buffers.
    private void MakeRoom(ref PacketPool pool, int index)
    {
        ref Datagram datagram = ref _datagrams[index];
        int held = 0;
        for (Handle<Packet> at = datagram.First; !at.IsNull; at = pool[at].Link)
        {
            held += pool.BufferCount(at);
        }

        _buffers += held - datagram.Buffers;
        datagram.Buffers = held;
        while (_buffers > BufferLimit)
        {
            int victim = Oldest(index);
            Discard(ref pool, victim < 0 ? index : victim);
        }
    }

    private readonly int Oldest(int except)
    {
        int oldest = -1;
        for (int i = 0; i < Capacity; i++)
        {
            if (i != except && _datagrams[i].InUse && (oldest < 0 || _datagrams[i].Deadline < _datagrams[oldest].Deadline))
            {
                oldest = i;
            }
        }

        return oldest;
    }

    private void Discard(ref PacketPool pool, int index)
    {
        ref Datagram datagram = ref _datagrams[index];
        while (!datagram.First.IsNull)
        {
            Handle<Packet> next = pool[datagram.First].Link;
            pool.Free(datagram.First);
            datagram.First = next;
        }

        Release(ref datagram);
    }

    private Handle<Packet> Assemble(ref PacketPool pool, int index)
    {
        ref Datagram datagram = ref _datagrams[index];
        Handle<Packet> whole = datagram.First;
        Handle<Packet> next = pool[whole].Link;
        pool[whole].Link = default;
        Handle<Packet> last = whole;
        while (!next.IsNull)
        {
            Handle<Packet> following = pool[next].Link;
            pool[next].Link = default;
            int added = pool[next].TotalLength;
            while (!pool[last].Next.IsNull)
            {
                last = pool[last].Next;
            }

            pool[last].Next = next;
            pool[whole].TotalLength += added;
            last = next;
            next = following;
        }

        // Each fragment's own checksum flags say nothing about the whole.
        pool[whole].Flags = PacketFlags.None;
        Release(ref datagram);
        return whole;
    }

    private void Release(ref Datagram datagram)
    {
        _buffers -= datagram.Buffers;
        Count--;
        datagram = default;
    }

    [InlineArray(Capacity)]
    private struct Storage
    {
        private Datagram _datagram;
    }
}
