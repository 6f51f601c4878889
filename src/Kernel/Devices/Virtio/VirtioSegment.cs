using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>A piece of a request: bytes that the device reads, or writes.</summary>
internal readonly struct VirtioSegment
{
    private VirtioSegment(DmaAddress address, int length, bool deviceWrites)
    {
        Address = address;
        Length = length;
        DeviceWrites = deviceWrites;
    }

    /// <summary>Where it is.</summary>
    public DmaAddress Address { get; }

    /// <summary>Its size in bytes.</summary>
    public int Length { get; }

    /// <summary>Whether the device writes it.</summary>
    public bool DeviceWrites { get; }

    /// <summary>Bytes of a buffer that the device reads.</summary>
    public static VirtioSegment Read(DmaBuffer buffer, int offset, int length) => new(Checked(buffer, offset, length), length, deviceWrites: false);

    /// <summary>Bytes of a buffer that the device writes.</summary>
    public static VirtioSegment Write(DmaBuffer buffer, int offset, int length) => new(Checked(buffer, offset, length), length, deviceWrites: true);

    private static DmaAddress Checked(DmaBuffer buffer, int offset, int length)
    {
        Panic.Unless(length > 0 && offset >= 0 && offset <= buffer.Length - length, "a virtio request is outside of its buffer");
        return buffer.AddressOf(offset);
    }
}
