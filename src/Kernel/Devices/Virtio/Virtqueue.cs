using System;
using System.Runtime.CompilerServices;
using System.Threading;

using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>
/// A split virtqueue (virtio 1.2, 2.7), the driver's side. What the device writes is not trusted: an index that jumps, an identifier that was not
/// posted, or more bytes than there was room for, and the queue is broken, for good: it takes nothing and gives nothing any more.
/// </summary>
internal struct Virtqueue
{
    /// <summary>The most descriptors that a queue is used with.</summary>
    public const int MaximumSize = 256;

    private const ushort HasNext = 1;
    private const ushort DeviceWrites = 2;
    private const ushort NoNotify = 1;
    private const ushort NoInterrupt = 1;
    private const int None = 0xFFFF;

    private DmaBuffer _memory;
    private VirtqueueLayout _layout;
    private bool _eventIndex;
    private ushort _available;
    private ushort _notified;
    private ushort _used;
    private int _firstFree;
    private int _free;
    private int _pending;
    private Records _records;

    /// <summary>Whether the device broke the rules.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The number of descriptors.</summary>
    public readonly int Size => _layout.Size;

    /// <summary>How many descriptors are free.</summary>
    public readonly int Free => _free;

    /// <summary>How many requests are with the device.</summary>
    public readonly int Pending => _pending;

    /// <summary>Where the device finds the descriptors.</summary>
    public readonly DmaAddress Descriptors => _memory.AddressOf(0);

    /// <summary>Where the device finds the available ring.</summary>
    public readonly DmaAddress AvailableRing => _memory.AddressOf(_layout.Available);

    /// <summary>Where the device finds the used ring.</summary>
    public readonly DmaAddress UsedRing => _memory.AddressOf(_layout.Used);

    /// <summary>Makes this an empty queue; false when memory ran out. <paramref name="size"/> is a power of two, <see cref="MaximumSize"/> at most.</summary>
    public bool TryInitialize(int size, bool eventIndex)
    {
        Panic.Unless(size is > 0 and <= MaximumSize && (size & (size - 1)) == 0, "a virtqueue's size is no power of two");
        var layout = new VirtqueueLayout(size);
        if (!DmaBuffer.TryAllocate(layout.Bytes, out DmaBuffer memory))
        {
            return false;
        }

        this = default;
        _memory = memory;
        _layout = layout;
        _eventIndex = eventIndex;
        _free = size;
        for (int i = 0; i < size; i++)
        {
            _records[i].Next = (ushort)(i + 1 == size ? None : i + 1);
        }

        return true;
    }

    /// <summary>Hands a request to the device, which learns of it by a notification; false when there are too few descriptors, or the queue is broken.</summary>
    /// <param name="segments">What the device reads, then what it writes.</param>
    /// <param name="token">What <see cref="TryTake"/> says when it is done.</param>
    public bool TryAdd(ReadOnlySpan<VirtioSegment> segments, ushort token)
    {
        if (IsBroken || segments.Length == 0 || segments.Length > _free)
        {
            return false;
        }

        int head = _firstFree;
        int at = head;
        int writable = 0;
        for (int i = 0; i < segments.Length; i++)
        {
            ref readonly VirtioSegment segment = ref segments[i];
            bool last = i + 1 == segments.Length;
            int next = _records[at].Next;
            int descriptor = _layout.Descriptor(at);
            _memory.WriteAddress(descriptor, segment.Address);
            _memory.Write32(descriptor + 8, (uint)segment.Length);
            _memory.Write16(descriptor + 12, (ushort)((last ? 0 : HasNext) | (segment.DeviceWrites ? DeviceWrites : 0)));
            _memory.Write16(descriptor + 14, (ushort)(last ? 0 : next));
            writable += segment.DeviceWrites ? segment.Length : 0;
            at = next;
        }

        _firstFree = at;
        _free -= segments.Length;
        _pending++;
        ref Record record = ref _records[head];
        record.IsPosted = true;
        record.Token = token;
        record.Segments = (ushort)segments.Length;
        record.Writable = writable;
        _memory.Write16(_layout.AvailableEntry(_available % Size), (ushort)head);
        _available++;
        _memory.Write16(_layout.AvailableIndex, _available);
        return true;
    }

    /// <summary>Whether the device wants to be notified of what was added since the last call that said so (2.7.10).</summary>
    public bool ShouldNotify()
    {
        if (IsBroken || _notified == _available)
        {
            return false;
        }

        // What was published has to be visible before the device's wish is read.
        Interlocked.MemoryBarrier();
        ushort before = _notified;
        _notified = _available;
        return _eventIndex
            ? IsPast(_memory.Read16(_layout.AvailableEvent), _available, before)
            : (_memory.Read16(_layout.Used) & NoNotify) == 0;
    }

    /// <summary>Takes a request that the device is done with; false when there is none, or the queue is broken.</summary>
    /// <param name="token">What it was added with.</param>
    /// <param name="written">How many bytes the device says it wrote, within what it was allowed to.</param>
    public bool TryTake(out ushort token, out int written)
    {
        token = 0;
        written = 0;
        if (IsBroken)
        {
            return false;
        }

        ushort ready = (ushort)(_memory.Read16(_layout.UsedIndex) - _used);
        if (ready == 0)
        {
            return false;
        }

        int entry = _layout.UsedEntry(_used % Size);
        uint identifier = _memory.Read32(entry);
        uint length = _memory.Read32(entry + 4);
        if (ready > _pending || identifier >= (uint)Size || !_records[(int)identifier].IsPosted || length > (uint)_records[(int)identifier].Writable)
        {
            IsBroken = true;
            return false;
        }

        ref Record record = ref _records[(int)identifier];
        token = record.Token;
        written = (int)length;
        Release((int)identifier);
        _used++;
        return true;
    }

    /// <summary>
    /// Asks for an interrupt when <paramref name="count"/> more requests are done, or at each if the device cannot count; true when there are so many
    /// already, which may then not interrupt.
    /// </summary>
    public readonly bool EnableInterrupt(int count = 1)
    {
        if (IsBroken)
        {
            return false;
        }

        _memory.Write16(_layout.UsedEvent, (ushort)(_used + count - 1));
        _memory.Write16(_layout.Available, 0);
        Interlocked.MemoryBarrier();
        return (ushort)(_memory.Read16(_layout.UsedIndex) - _used) >= count;
    }

    /// <summary>Asks for no interrupts. A hint: some may come all the same.</summary>
    public readonly void DisableInterrupt()
    {
        _memory.Write16(_layout.UsedEvent, (ushort)(_used - 1));
        _memory.Write16(_layout.Available, _eventIndex ? (ushort)0 : NoInterrupt);
    }

    // Whether an event lies among the steps from the old index to the new one (vring_need_event).
    private static bool IsPast(ushort wanted, ushort now, ushort before) => (ushort)(now - wanted - 1) < (ushort)(now - before);

    // The chain is followed in our own records: what is in the descriptors, the device could have changed.
    private void Release(int head)
    {
        ref Record record = ref _records[head];
        record.IsPosted = false;
        int last = head;
        for (int i = 1; i < record.Segments; i++)
        {
            last = _records[last].Next;
        }

        _free += record.Segments;
        _pending--;
        _records[last].Next = (ushort)_firstFree;
        _firstFree = head;
    }

    private struct Record
    {
        // The next descriptor of the chain, or of the free ones.
        public ushort Next;

        // Of the first descriptor of a request.
        public ushort Token;
        public ushort Segments;
        public bool IsPosted;
        public int Writable;
    }

    [InlineArray(MaximumSize)]
    private struct Records
    {
        private Record _first;
    }
}
