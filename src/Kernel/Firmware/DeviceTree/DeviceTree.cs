using System;
using System.Buffers.Binary;

namespace Hermit.Firmware;

/// <summary>
/// A flattened device tree (Devicetree Specification 0.4, chapter 5): what firmware on AArch64 and RISC-V says about the machine. Nothing in it is
/// believed: whatever it holds, reading it stays within its bytes and takes time in proportion to them.
/// </summary>
public readonly ref struct DeviceTree
{
    /// <summary>The size of the header, by which the size of the whole can be found.</summary>
    public const int HeaderBytes = 40;

    /// <summary>The largest tree that is read: Linux's limit on AArch64 (Documentation/arch/arm64/booting.rst).</summary>
    public const int MaximumBytes = 2 << 20;

    private const uint Magic = 0xD00D_FEED;

    // The version that has a size for each block, compatible with all that are in use.
    private const uint Version = 17;
    private const uint OldestCompatible = 16;

    private readonly ReadOnlySpan<byte> _structure;
    private readonly ReadOnlySpan<byte> _names;

    private DeviceTree(ReadOnlySpan<byte> structure, ReadOnlySpan<byte> names)
    {
        _structure = structure;
        _names = names;
    }

    /// <summary>The size that a header gives, in bytes; 0 when it is not one, or says that the tree is larger than <see cref="MaximumBytes"/>.</summary>
    public static int SizeOf(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderBytes || Field(header, 0) != Magic)
        {
            return 0;
        }

        uint bytes = Field(header, 1);
        return bytes is >= HeaderBytes and <= MaximumBytes ? (int)bytes : 0;
    }

    /// <summary>Takes the bytes for a tree; false when the header does not describe them.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out DeviceTree tree)
    {
        tree = default;
        int size = SizeOf(bytes);
        if (size == 0 || size > bytes.Length || Field(bytes, 5) < Version || Field(bytes, 6) is < OldestCompatible or > Version)
        {
            return false;
        }

        bytes = bytes.Slice(0, size);
        if (!TrySlice(bytes, Field(bytes, 2), Field(bytes, 9), out ReadOnlySpan<byte> structure)
            || !TrySlice(bytes, Field(bytes, 3), Field(bytes, 8), out ReadOnlySpan<byte> names))
        {
            return false;
        }

        tree = new DeviceTree(structure, names);
        return true;
    }

    /// <summary>Begins a walk over all nodes.</summary>
    public DeviceTreeWalk Walk() => new(_structure, _names);

    private static uint Field(ReadOnlySpan<byte> header, int index) => BinaryPrimitives.ReadUInt32BigEndian(header.Slice(index * sizeof(uint)));

    private static bool TrySlice(ReadOnlySpan<byte> bytes, uint start, uint length, out ReadOnlySpan<byte> slice)
    {
        bool fits = start <= (uint)bytes.Length && length <= (uint)bytes.Length - start;
        slice = fits ? bytes.Slice((int)start, (int)length) : default;
        return fits;
    }
}
