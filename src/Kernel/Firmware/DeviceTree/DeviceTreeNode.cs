using System;
using System.Buffers.Binary;

namespace Hermit.Firmware;

/// <summary>A node of a device tree: a name, and properties that are bytes.</summary>
public readonly ref struct DeviceTreeNode
{
    private readonly ReadOnlySpan<byte> _structure;
    private readonly ReadOnlySpan<byte> _names;
    private readonly int _properties;

    /// <summary>The node whose first token is at an offset of the structure block.</summary>
    internal DeviceTreeNode(ReadOnlySpan<byte> structure, ReadOnlySpan<byte> names, int offset)
    {
        DeviceTreeToken begin = DeviceTreeToken.Read(structure, offset);
        _structure = structure;
        _names = names;
        _properties = begin.End;
        Name = begin.Data;
    }

    /// <summary>Its name with its unit address, as <c>cpu@1</c>; empty for the root.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The value of a property; false when the node has none of that name.</summary>
    public bool TryGetProperty(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        DeviceTreeToken token = DeviceTreeToken.Read(_structure, _properties);
        while (token.Kind is DeviceTreeTokenKind.Property or DeviceTreeTokenKind.Nothing)
        {
            if (token.Kind == DeviceTreeTokenKind.Property && IsNamed(token.NameOffset, name))
            {
                value = token.Data;
                return true;
            }

            token = DeviceTreeToken.Read(_structure, token.End);
        }

        value = default;
        return false;
    }

    /// <summary>A property that is one number of 32 bits; <paramref name="otherwise"/> when there is no such property.</summary>
    public uint Number(ReadOnlySpan<byte> name, uint otherwise) =>
        TryGetProperty(name, out ReadOnlySpan<byte> value) && value.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(value) : otherwise;

    /// <summary>A property that is one text, without the zero that ends it; empty when there is none.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> name)
    {
        int end = TryGetProperty(name, out ReadOnlySpan<byte> value) ? value.IndexOf((byte)0) : -1;
        return end < 0 ? default : value.Slice(0, end);
    }

    /// <summary>The kinds that the node is of, a list of texts (2.3.1), each ended by a zero; see <see cref="Includes"/>.</summary>
    public ReadOnlySpan<byte> Kinds => TryGetProperty("compatible"u8, out ReadOnlySpan<byte> kinds) ? kinds : default;

    /// <summary>Whether the node is of a kind.</summary>
    public bool IsCompatible(ReadOnlySpan<byte> kind) => Includes(Kinds, kind);

    /// <summary>Whether a list of texts has one.</summary>
    public static bool Includes(ReadOnlySpan<byte> texts, ReadOnlySpan<byte> text)
    {
        for (int end = texts.IndexOf((byte)0); end >= 0; end = texts.IndexOf((byte)0))
        {
            if (texts.Slice(0, end).SequenceEqual(text))
            {
                return true;
            }

            texts = texts.Slice(end + 1);
        }

        return false;
    }

    /// <summary>Whether the device can be used: it says nothing else, or says so (2.3.4).</summary>
    public bool IsUsable => !TryGetProperty("status"u8, out ReadOnlySpan<byte> status) || Includes(status, "okay"u8) || Includes(status, "ok"u8);

    private bool IsNamed(uint offset, ReadOnlySpan<byte> name)
    {
        if (offset >= (uint)_names.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _names.Slice((int)offset);
        return rest.Length > name.Length && rest[name.Length] == 0 && rest.StartsWith(name);
    }
}
