using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hermit.Tasks.Naming;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

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
    private readonly Dictionary<(Chunk, ulong), ElfSymbol> _symbols = [];
    private readonly NameTable _names = new();
    private SyntheticChunk? _chunk;

    /// <summary>Collects the functions and reserves the table's space.</summary>
    public void Place(IEnumerable<InputObject> objects, KernelSymbolMode mode, SectionPlacer sections)
    {
        if (mode == KernelSymbolMode.None)
            return;
        foreach (InputObject input in objects)
        {
            if (input.IsKernel || mode == KernelSymbolMode.All)
                Collect(input);
        }
        foreach (((Chunk chunk, ulong offset), ElfSymbol symbol) in _symbols)
            _functions.Add((chunk, offset, symbol.Size, _names.Add(MangledName.ToReadable(symbol.Name.Value))));
        ulong size = (ulong)(HeaderSize + _functions.Count * EntrySize + _names.Content.Length);
        _chunk = new SyntheticChunk("<linker>", size, 8);
        sections.Add(ImageSections.Symbols, _chunk, ElfSectionType.ProgBits, ElfSectionFlags.Alloc);
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

    /// <summary>An exported method has its export's name, too; of both, the longer one says more.</summary>
    private void Collect(InputObject input)
    {
        foreach (ElfSymbol symbol in input.Symbols)
        {
            if (symbol.Type != ElfSymbolType.Function || !symbol.IsInSection || input.Sections[symbol.SectionIndex] is not { } section)
                continue;
            ref ElfSymbol best = ref CollectionsMarshal.GetValueRefOrAddDefault(_symbols, (section, symbol.Value), out bool isKnown);
            if (!isKnown || symbol.Name.Value.Length > best.Name.Value.Length)
                best = symbol;
        }
    }
}
