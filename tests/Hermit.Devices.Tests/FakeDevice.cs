using Hermit.Memory;

namespace Hermit.Devices.Tests;

/// <summary>The device's side of a virtqueue, written from the specification (virtio 1.2, 2.7): it sees memory and nothing else.</summary>
internal sealed unsafe class FakeDevice(in Virtqueue queue, bool eventIndex)
{
    private readonly byte* _descriptors = (byte*)DmaAddress.ToBits(queue.Descriptors);
    private readonly ushort* _available = (ushort*)DmaAddress.ToBits(queue.AvailableRing);
    private readonly ushort* _used = (ushort*)DmaAddress.ToBits(queue.UsedRing);
    private readonly int _size = queue.Size;
    private ushort _seen;

    /// <summary>What it has taken and not given back: the head and how much it may write.</summary>
    public List<(uint Head, int Writable)> Held { get; } = [];

    /// <summary>Whether the driver wants to hear of the next request that is done (2.7.7).</summary>
    public bool WantsInterrupt(ushort before) =>
        eventIndex ? (ushort)(UsedIndex - _available[2 + _size] - 1) < (ushort)(UsedIndex - before) : (_available[0] & 1) == 0;

    /// <summary>The index of the used ring.</summary>
    public ushort UsedIndex
    {
        get => _used[1];
        set => _used[1] = value;
    }

    /// <summary>Takes all that is available; then it sleeps, until it is notified.</summary>
    public int TakeAll()
    {
        int taken = 0;
        while (_seen != _available[1])
        {
            ushort head = _available[2 + (_seen++ % _size)];
            int writable = 0, steps = 0;
            for (int at = head; ; at = *(ushort*)(_descriptors + (at * 16) + 14))
            {
                Assert.True(at < _size && steps++ < _size);
                ushort flags = *(ushort*)(_descriptors + (at * 16) + 12);
                uint length = *(uint*)(_descriptors + (at * 16) + 8);
                Assert.True(*(ulong*)(_descriptors + (at * 16)) != 0 && length != 0);
                writable += (flags & 2) != 0 ? (int)length : 0;
                if ((flags & 1) == 0)
                    break;
            }

            Held.Add((head, writable));
            taken++;
        }

        if (eventIndex)
            _used[2 + (_size * 4)] = _seen;
        return taken;
    }

    /// <summary>The bytes that it may read of one.</summary>
    public byte[] Gather(int which)
    {
        var bytes = new List<byte>();
        for (int at = (int)Held[which].Head; ; at = *(ushort*)(_descriptors + (at * 16) + 14))
        {
            ushort flags = *(ushort*)(_descriptors + (at * 16) + 12);
            if ((flags & 2) == 0)
                bytes.AddRange(new ReadOnlySpan<byte>((void*)*(ulong*)(_descriptors + (at * 16)), *(int*)(_descriptors + (at * 16) + 8)));
            if ((flags & 1) == 0)
                return [.. bytes];
        }
    }

    /// <summary>Writes bytes into the first piece of one.</summary>
    public void Scatter(int which, ReadOnlySpan<byte> bytes)
    {
        byte* descriptor = _descriptors + (Held[which].Head * 16);
        Assert.True((*(ushort*)(descriptor + 12) & 2) != 0 && *(uint*)(descriptor + 8) >= bytes.Length);
        bytes.CopyTo(new Span<byte>((void*)*(ulong*)descriptor, bytes.Length));
    }

    /// <summary>Gives one back.</summary>
    public void Complete(int which, uint length)
    {
        Write(Held[which].Head, length);
        Held.RemoveAt(which);
    }

    /// <summary>Writes any entry to the used ring.</summary>
    public void Write(uint identifier, uint length)
    {
        uint* entry = (uint*)(_used + 2) + (UsedIndex % _size * 2);
        entry[0] = identifier;
        entry[1] = length;
        UsedIndex++;
    }

    /// <summary>Writes any bytes over all that it can reach.</summary>
    public void Scribble(Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                random.NextBytes(new Span<byte>(_descriptors, _size * 16));
                break;
            case 1:
                random.NextBytes(new Span<byte>(_available, 6 + (_size * 2)));
                break;
            case 2:
                random.NextBytes(new Span<byte>(_used + 2, _size * 8));
                break;
            default:
                UsedIndex = (ushort)random.Next();
                break;
        }
    }
}
