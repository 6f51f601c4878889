using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Frames in line, linked through their records: a batch from a device, what waits to be sent, what a socket has not read. The default is empty.</summary>
public struct PacketQueue
{
    private Handle<Packet> _first;
    private Handle<Packet> _last;

    /// <summary>How many frames are in line.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they have in all.</summary>
    public int TotalBytes { get; private set; }

    /// <summary>The first frame; null if there is none.</summary>
    public readonly Handle<Packet> First => _first;

    /// <summary>Puts a frame at the end. It must not be in a queue.</summary>
    public void Enqueue(ref PacketPool pool, Handle<Packet> packet)
    {
        ref Packet record = ref pool[packet];
        record.Link = default;
        if (_first.IsNull)
        {
            _first = packet;
        }
        else
        {
            pool[_last].Link = packet;
        }

        _last = packet;
        Count++;
        TotalBytes += record.TotalLength;
    }

    /// <summary>Takes the first frame.</summary>
    public bool TryDequeue(ref PacketPool pool, out Handle<Packet> packet)
    {
        packet = _first;
        if (packet.IsNull)
        {
            return false;
        }

        ref Packet record = ref pool[packet];
        _first = record.Link;
        record.Link = default;
        if (_first.IsNull)
        {
            _last = default;
        }

        Count--;
        TotalBytes -= record.TotalLength;
        return true;
    }

    /// <summary>Frees all frames.</summary>
    public void Clear(ref PacketPool pool)
    {
        while (TryDequeue(ref pool, out Handle<Packet> packet))
        {
            pool.Free(packet);
        }
    }
}
