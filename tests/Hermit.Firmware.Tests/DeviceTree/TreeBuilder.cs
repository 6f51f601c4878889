using System.Buffers.Binary;
using System.Text;

namespace Hermit.Firmware.Tests;

/// <summary>Writes flattened device trees, by the specification and not by the reader.</summary>
internal sealed class TreeBuilder
{
    private readonly List<byte> _structure = [];
    private readonly List<byte> _names = [];

    public TreeBuilder Begin(string name)
    {
        Word(1);
        _structure.AddRange(Encoding.ASCII.GetBytes(name));
        _structure.Add(0);
        return Pad();
    }

    public TreeBuilder End()
    {
        Word(2);
        return this;
    }

    public TreeBuilder Nothing()
    {
        Word(4);
        return this;
    }

    public TreeBuilder Set(string name, params byte[] value)
    {
        Word(3);
        Word((uint)value.Length);
        Word((uint)_names.Count);
        _names.AddRange(Encoding.ASCII.GetBytes(name));
        _names.Add(0);
        _structure.AddRange(value);
        return Pad();
    }

    public TreeBuilder Set(string name, params uint[] cells) => Set(name, [.. cells.SelectMany(cell => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(cell)))]);

    public TreeBuilder Set(string name, string text) => Set(name, [.. Encoding.ASCII.GetBytes(text), 0]);

    public byte[] Build()
    {
        Word(9);
        int names = DeviceTree.HeaderBytes + 16 + _structure.Count;
        int total = names + _names.Count;
        uint[] header =
        [
            0xD00D_FEED, (uint)total, DeviceTree.HeaderBytes + 16, (uint)names, DeviceTree.HeaderBytes, 17, 16, 0, (uint)_names.Count, (uint)_structure.Count,
        ];
        return [.. header.SelectMany(field => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(field))), .. new byte[16], .. _structure, .. _names];
    }

    private void Word(uint value) => _structure.AddRange(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value)));

    private TreeBuilder Pad()
    {
        while (_structure.Count % 4 != 0)
            _structure.Add(0);
        return this;
    }
}
