using System;
using System.Buffers.Binary;

namespace Hermit.Firmware;

/// <summary>A piece of a device tree's structure block (Devicetree Specification 0.4, 5.4.1).</summary>
internal readonly ref struct DeviceTreeToken
{
    // How much of the structure a token, a property's lengths and any padding are multiples of.
    private const int Word = sizeof(uint);

    private DeviceTreeToken(DeviceTreeTokenKind kind, ReadOnlySpan<byte> data, uint nameOffset, int end)
    {
        Kind = kind;
        Data = data;
        NameOffset = nameOffset;
        End = end;
    }

    /// <summary>What it is.</summary>
    public DeviceTreeTokenKind Kind { get; }

    /// <summary>The name of a node, or the value of a property.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Where the name of a property begins in the block of names.</summary>
    public uint NameOffset { get; }

    /// <summary>Where the next token begins.</summary>
    public int End { get; }

    /// <summary>Reads the token at an offset; <see cref="DeviceTreeTokenKind.Damaged"/> where there is none.</summary>
    public static DeviceTreeToken Read(ReadOnlySpan<byte> structure, int offset)
    {
        ReadOnlySpan<byte> rest = structure.Slice(offset);
        if (rest.Length < Word)
        {
            return default;
        }

        offset += Word;
        var kind = (DeviceTreeTokenKind)BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest.Slice(Word);
        return kind switch
        {
            DeviceTreeTokenKind.BeginNode => ReadNode(rest, offset),
            DeviceTreeTokenKind.Property => ReadProperty(rest, offset),
            DeviceTreeTokenKind.EndNode or DeviceTreeTokenKind.Nothing or DeviceTreeTokenKind.End => new(kind, default, 0, offset),
            _ => default,
        };
    }

    private static DeviceTreeToken ReadNode(ReadOnlySpan<byte> rest, int offset)
    {
        int length = rest.IndexOf((byte)0);
        return length < 0 || Padded(length + 1) > rest.Length
            ? default
            : new DeviceTreeToken(DeviceTreeTokenKind.BeginNode, rest.Slice(0, length), 0, offset + Padded(length + 1));
    }

    private static DeviceTreeToken ReadProperty(ReadOnlySpan<byte> rest, int offset)
    {
        if (rest.Length < 2 * Word)
        {
            return default;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        uint name = BinaryPrimitives.ReadUInt32BigEndian(rest.Slice(Word));
        rest = rest.Slice(2 * Word);
        return length > (uint)rest.Length || Padded((int)length) > rest.Length
            ? default
            : new DeviceTreeToken(DeviceTreeTokenKind.Property, rest.Slice(0, (int)length), name, offset + (2 * Word) + Padded((int)length));
    }

    private static int Padded(int length) => (length + Word - 1) & -Word;
}
