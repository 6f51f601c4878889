using System.Buffers.Binary;
using System.Text;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>The sections and symbols of a linked ELF64 file, as far as the tests need them.</summary>
internal sealed class ElfImage
{
    private const uint NoBits = 8;
    private const int FunctionType = 2;
    private readonly byte[] _file;
    private readonly Dictionary<string, Section> _sections = [];

    public ElfImage(byte[] file)
    {
        _file = file;
        ulong table = Read64(0x28);
        int count = Read16(0x3C);
        var sections = new List<(uint Name, Section Section)>();
        for (int index = 0; index < count; index++)
        {
            int at = (int)table + (index * 64);
            var section = new Section(Read32(at + 4), Read64(at + 16), (int)Read64(at + 24), (int)Read64(at + 32), (int)Read32(at + 40));
            sections.Add((Read32(at), section));
        }

        int names = sections[Read16(0x3E)].Section.Offset;
        foreach ((uint name, Section section) in sections)
        {
            _sections[ReadString(names + (int)name)] = section;
        }

        Section symbols = _sections[".symtab"];
        int symbolNames = sections[symbols.Link].Section.Offset;
        for (int at = symbols.Offset; at < symbols.Offset + symbols.Size; at += 24)
        {
            string name = ReadString(symbolNames + (int)Read32(at));
            Symbols[name] = Read64(at + 8);
            if ((_file[at + 4] & 0xF) == FunctionType && Read64(at + 16) != 0)
            {
                Functions.Add((name, Read64(at + 8), Read64(at + 16)));
            }
        }
    }

    /// <summary>Addresses by name.</summary>
    public Dictionary<string, ulong> Symbols { get; } = [];

    /// <summary>Functions that have a size.</summary>
    public List<(string Name, ulong Start, ulong Size)> Functions { get; } = [];

    /// <summary>The bytes of a section at their address; a copy, for tests to damage.</summary>
    public (ulong Start, byte[] Bytes) GetSection(string name)
    {
        Section section = _sections[name];
        return (section.Address, section.Type == NoBits ? new byte[section.Size] : _file.AsSpan(section.Offset, section.Size).ToArray());
    }

    /// <summary>The bytes from the first to the last of some sections, as the loader would place them; a copy.</summary>
    public (ulong Start, byte[] Bytes) GetSpan(params string[] names)
    {
        ulong start = names.Min(name => _sections[name].Address);
        ulong end = names.Max(name => _sections[name].Address + (ulong)_sections[name].Size);
        byte[] bytes = new byte[end - start];
        foreach (string name in names)
        {
            (ulong address, byte[] content) = GetSection(name);
            content.CopyTo(bytes, (int)(address - start));
        }

        return (start, bytes);
    }

    private ushort Read16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at));

    private uint Read32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at));

    private ulong Read64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_file.AsSpan(at));

    private string ReadString(int at) => Encoding.UTF8.GetString(_file.AsSpan(at, Array.IndexOf(_file, (byte)0, at) - at));

    private sealed record Section(uint Type, ulong Address, int Offset, int Size, int Link);
}
