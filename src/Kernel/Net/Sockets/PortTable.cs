using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>The sockets by their local port. Nobody but the programs here chooses ports, so the buckets need no secret.</summary>
[InlineArray(BucketCount)]
internal struct PortTable
{
    /// <summary>How many buckets there are.</summary>
    public const int BucketCount = 1024;

    private Handle<DatagramSocket> _first;

    /// <summary>Adds a socket, by the port of its local end.</summary>
    public void Add(ref Pool<DatagramSocket> sockets, Handle<DatagramSocket> handle)
    {
        ref DatagramSocket socket = ref sockets[handle];
        int bucket = socket.Local.Port % BucketCount;
        socket.Next = this[bucket];
        this[bucket] = handle;
    }

    /// <summary>Takes a socket out.</summary>
    public void Remove(ref Pool<DatagramSocket> sockets, Handle<DatagramSocket> handle)
    {
        ref DatagramSocket socket = ref sockets[handle];
        int bucket = socket.Local.Port % BucketCount;
        if (this[bucket].Equals(handle))
        {
            this[bucket] = socket.Next;
            return;
        }

        Handle<DatagramSocket> previous = this[bucket];
        while (!sockets[previous].Next.Equals(handle))
        {
            previous = sockets[previous].Next;
        }

        sockets[previous].Next = socket.Next;
    }
}
