using System.Buffers.Binary;
using System.Text;
using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// The table from which the kernel names the functions on a panic's stack. Little-endian: u32 magic "HSYM", u32 count,
/// u32 bytes of names; then for each function, by address, u32 offset from the image's start, u32 size, u32 offset of
/// its name; then the NUL-terminated UTF-8 names.
/// </summary>
internal sealed class KernelSymbolTable
{
    private const uint Magic = 0x4d59_5348;
    private const int HeaderSize = 12;
    private const int EntrySize = 12;

    private readonly List<(Chunk Chunk, ulong Offset, ulong Size, uint Name)> _functions = [];
    private readonly ElfStringTable _names = new();
    private SyntheticChunk? _chunk;

    /// <summary>Collects the functions and reserves the table's space.</summary>
    public void Place(IEnumerable<InputObject> objects, KernelSymbolMode mode, SectionPlacer sections)
    {
        if (mode == KernelSymbolMode.None)
            return;
        var seen = new HashSet<(Chunk, ulong)>();
        foreach (InputObject input in objects)
        {
            if (input.IsKernel || mode == KernelSymbolMode.All)
                Add(input, seen);
        }
        ulong size = (ulong)(HeaderSize + _functions.Count * EntrySize + _names.Content.Length);
        _chunk = new SyntheticChunk("<linker>", size, 8);
        sections.Add(ImageSections.Symbols, _chunk, ElfSectionType.SHT_PROGBITS, ElfSectionFlags.SHF_ALLOC);
    }

    /// <summary>Writes the table; after layout.</summary>
    public void Write(ulong imageStart)
    {
        if (_chunk is null)
            return;
        Span<byte> output = _chunk.OutputSpan;
        BinaryPrimitives.WriteUInt32LittleEndian(output, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(output[4..], (uint)_functions.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(output[8..], (uint)_names.Content.Length);
        int offset = HeaderSize;
        foreach ((Chunk chunk, ulong place, ulong size, uint name) in _functions.OrderBy(function => function.Chunk.Address + function.Offset))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(output[offset..], (uint)(chunk.Address + place - imageStart));
            BinaryPrimitives.WriteUInt32LittleEndian(output[(offset + 4)..], (uint)size);
            BinaryPrimitives.WriteUInt32LittleEndian(output[(offset + 8)..], name);
            offset += EntrySize;
        }
        _names.Content.Span.CopyTo(output[offset..]);
    }

    private void Add(InputObject input, HashSet<(Chunk, ulong)> seen)
    {
        foreach (ElfSymbol symbol in input.File.Symbols)
        {
            if (symbol.Type != ElfSymbolType.STT_FUNC || !symbol.IsInSection || symbol.Name.Length == 0)
                continue;
            if (input.Sections[symbol.SectionIndex] is { } section && seen.Add((section, symbol.Value)))
                _functions.Add((section, symbol.Value, symbol.Size, _names.Add(MangledName.ToReadable(symbol.Name))));
        }
    }
}
