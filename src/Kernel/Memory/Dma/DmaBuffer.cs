using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Memory;

/// <summary>
/// Memory that a device reads and writes while the CPU does (coherent: the CPU's caches see what devices write). It is never given back, so that a
/// device that still writes, against all rules, harms nobody. An access outside of it is a panic.
/// </summary>
public readonly struct DmaBuffer
{
    private readonly nuint _address;
    private readonly int _length;

    private DmaBuffer(nuint address, int length)
    {
        _address = address;
        _length = length;
    }

    /// <summary>The size in bytes.</summary>
    public int Length => _length;

    /// <summary>Takes contiguous memory, cleared, at a page's start; false when there is too little.</summary>
    public static bool TryAllocate(int bytes, out DmaBuffer buffer)
    {
        buffer = default;
        nuint size = ((nuint)(uint)bytes + FrameSource.PageBytes - 1) & ~(nuint)(FrameSource.PageBytes - 1);
        if (bytes <= 0 || !FrameSource.TryAllocate(size, FrameSource.PageBytes, out nuint address))
        {
            return false;
        }

        buffer = new DmaBuffer(address, bytes);
        buffer.Bytes(0, bytes).Clear();
        return true;
    }

    /// <summary>Where the device finds a byte of it.</summary>
    public DmaAddress AddressOf(int offset)
    {
        Panic.Unless((uint)offset < (uint)_length, "outside of a DMA buffer");
        unsafe
        {
            // SAFETY: the memory is for devices, for good, and mapped at its physical address.
            return DmaAddress.From(_address + (nuint)offset);
        }
    }

    /// <summary>Bytes of it. What a device writes meanwhile may show at any time, so that nothing about them can be checked and then relied upon.</summary>
    public Span<byte> Bytes(int offset, int length)
    {
        Panic.Unless(offset >= 0 && length >= 0 && offset <= _length - length, "outside of a DMA buffer");
        unsafe
        {
            // SAFETY: within the buffer, which is never freed; bytes of any value are valid.
            return new Span<byte>((void*)(_address + (nuint)offset), length);
        }
    }

    /// <summary>Reads 16 bits, once, before everything that follows.</summary>
    public ushort Read16(int offset) => Volatile.Read(ref At<ushort>(offset));

    /// <summary>Reads 32 bits, once, before everything that follows.</summary>
    public uint Read32(int offset) => Volatile.Read(ref At<uint>(offset));

    /// <summary>Writes 16 bits, after everything before.</summary>
    public void Write16(int offset, ushort value) => Volatile.Write(ref At<ushort>(offset), value);

    /// <summary>Writes 32 bits, after everything before.</summary>
    public void Write32(int offset, uint value) => Volatile.Write(ref At<uint>(offset), value);

    /// <summary>Tells the device an address in its memory.</summary>
    public void WriteAddress(int offset, DmaAddress value)
    {
        ref ulong location = ref At<ulong>(offset);
        unsafe
        {
            // SAFETY: the number goes to the device.
            Volatile.Write(ref location, DmaAddress.ToBits(value));
        }
    }

    private ref T At<T>(int offset)
        where T : unmanaged
    {
        Panic.Unless(offset >= 0 && offset <= _length - Unsafe.SizeOf<T>() && offset % Unsafe.SizeOf<T>() == 0, "outside of a DMA buffer");
        unsafe
        {
            // SAFETY: within the buffer, aligned; any bits are a number.
            return ref *(T*)(_address + (nuint)offset);
        }
    }
}
