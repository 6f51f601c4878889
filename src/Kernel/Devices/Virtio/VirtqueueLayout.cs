namespace Hermit.Devices;

/// <summary>Where the three parts of a split virtqueue are (virtio 1.2, 2.7), in one buffer.</summary>
internal readonly struct VirtqueueLayout
{
    /// <summary>The size of a descriptor.</summary>
    public const int DescriptorBytes = 16;

    private const int AvailableHeader = 4;
    private const int UsedHeader = 4;

    /// <summary>The layout for so many descriptors, a power of two.</summary>
    public VirtqueueLayout(int size)
    {
        Size = size;
        Available = size * DescriptorBytes;
        Used = (UsedEvent + sizeof(ushort) + 3) & ~3;
    }

    /// <summary>The number of descriptors.</summary>
    public int Size { get; }

    /// <summary>The available ring: flags, index, entries, and the used event.</summary>
    public int Available { get; }

    /// <summary>The used ring: flags, index, entries of identifier and length, and the available event.</summary>
    public int Used { get; }

    /// <summary>Where the driver publishes how far it is.</summary>
    public int AvailableIndex => Available + 2;

    /// <summary>Where the driver says when it wants an interrupt.</summary>
    public int UsedEvent => AvailableEntry(Size);

    /// <summary>Where the device publishes how far it is.</summary>
    public int UsedIndex => Used + 2;

    /// <summary>Where the device says when it wants to be notified.</summary>
    public int AvailableEvent => UsedEntry(Size);

    /// <summary>All of it, in bytes.</summary>
    public int Bytes => AvailableEvent + sizeof(ushort);

    /// <summary>A descriptor: address, length, flags, next.</summary>
    public int Descriptor(int index) => index * DescriptorBytes;

    /// <summary>An entry of the available ring.</summary>
    public int AvailableEntry(int slot) => Available + AvailableHeader + (slot * sizeof(ushort));

    /// <summary>An entry of the used ring.</summary>
    public int UsedEntry(int slot) => Used + UsedHeader + (slot * 8);
}
