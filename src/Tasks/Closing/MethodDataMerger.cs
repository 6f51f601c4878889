using System.Buffers.Binary;
using System.Numerics;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Closing;

/// <summary>
/// Gives each method of an object that was compiled into sections (ilc's <c>--multifile</c>) its data for exceptions and collection, from an object of the
/// same code that was not. ilc 10.0 writes all of that data into one section and names places in others, so that nothing can tell where a method's begins.
/// That both objects have the same code, and the data therefore fits, is checked byte by byte. Functions that only the first one has are taken away: the
/// whole program is known to have no use for them, so that a method table may hold a zero in their place.
/// </summary>
internal sealed class MethodDataMerger
{
    private const string DataSection = ".dotnet_eh_table";
    private const string CodeSection = "__managedcode";

    /// <summary>In the first byte of a function's data: it is that of a handler or filter, and the distance to the method's data follows.</summary>
    private const byte FuncletMask = 3;

    private readonly InputObject _split;
    private readonly InputObject _whole;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, uint> _indices = new(StringComparer.Ordinal);

    private MethodDataMerger(InputObject split, InputObject whole, DiagnosticBag diagnostics)
    {
        (_split, _whole, _diagnostics) = (split, whole, diagnostics);
        for (int i = 1; i < split.Symbols.Count; i++)
            _indices.TryAdd(split.Symbols[i].Name.Value, (uint)i);
    }

    /// <summary>Merges the data of <paramref name="whole"/> into <paramref name="file"/>, in place.</summary>
    /// <returns>False after an error, which <paramref name="diagnostics"/> has.</returns>
    public static bool Merge(ElfFile file, string path, ElfFile whole, string wholePath, DiagnosticBag diagnostics)
    {
        var loader = new InputLoader(diagnostics);
        if (loader.Adopt(file, path, isKernel: true) is not { } split || loader.Adopt(whole, wholePath, isKernel: true) is not { } other)
            return false;
        var merger = new MethodDataMerger(split, other, diagnostics);
        if (file.SymbolTable is null || whole.SymbolTable is null)
            return merger.Fail($"it has no symbols, or {wholePath} has none");
        if (!merger.CheckCode() || !merger.AddData())
            return false;
        merger.RemoveOthers();
        return true;
    }

    /// <summary>Every function is the same in both, but for the fields that relocations fill in.</summary>
    private bool CheckCode()
    {
        Dictionary<ElfSection, RelocatedFields> fields = RelocatedFields.OfAll(_split.File);
        foreach (ElfSymbol function in _whole.Symbols)
        {
            if (function.Type != ElfSymbolType.Function || function.SectionLink.Section is not { Name.Value: CodeSection } section)
                continue;
            if (!_indices.TryGetValue(function.Name.Value, out uint index) || _split.Symbols[(int)index] is not { SectionLink.Section: { } other } copy)
                return Fail($"`{function.Name}` is not in it");
            if (!TrySlice(section, function.Value, function.Size, out ReadOnlySpan<byte> expected) || !TrySlice(other, copy.Value, function.Size, out ReadOnlySpan<byte> actual))
                return Fail($"`{function.Name}` lies outside of its section");
            if (!RelocatedFields.AreEqual(expected, actual, fields.GetValueOrDefault(other), (int)copy.Value))
                return Fail($"the code of `{function.Name}` is different in the object with the method data");
        }
        return true;
    }

    /// <summary>Makes a section of each method's data, and lets the symbols that its unwind data refers to name the places there.</summary>
    private bool AddData()
    {
        if (_whole.Sections.FirstOrDefault(section => section is { Name: DataSection, Size: > 0 }) is not { } data)
            return true;
        Dictionary<(string, long), uint> places = FunctionData.Of(_whole, _diagnostics);
        Dictionary<(string, long), uint> names = FunctionData.Of(_split, _diagnostics);
        ulong[] starts = [.. places.Values.Where(symbol => _whole.SectionOf(symbol) == data).Select(symbol => _whole.Symbols[(int)symbol].Value).Distinct().Order()];
        ILookup<ulong, (string, long)> functions = places.ToLookup(place => _whole.Symbols[(int)place.Value].Value, place => place.Key);
        byte[] table = _split.File.SymbolTable!.Content.ToArray();
        for (int i = 0; i < starts.Length;)
        {
            ulong start = starts[i];
            int next = i + 1;
            while (next < starts.Length && IsFunclet(data, starts[next], start))
                next++;
            if (AddPiece(data, start, next < starts.Length ? starts[next] : data.Size) is not { } piece)
                return false;
            for (; i < next; i++)
            {
                foreach ((string, long) function in functions[starts[i]])
                {
                    if (names.TryGetValue(function, out uint symbol))
                        Symbols.Move(table.AsSpan((int)symbol * Symbols.EntrySize, Symbols.EntrySize), piece.SectionIndex, starts[i] - start);
                }
            }
        }
        _split.File.SymbolTable!.Content = table;
        return !_diagnostics.HasErrors;
    }

    /// <summary>Turns the symbols of functions that the whole does not have into null symbols.</summary>
    private void RemoveOthers()
    {
        HashSet<string> functions = [.. _whole.Symbols.Where(symbol => symbol.Type == ElfSymbolType.Function).Select(symbol => symbol.Name.Value)];
        byte[] table = _split.File.SymbolTable!.Content.ToArray();
        for (int i = 1; i < _split.Symbols.Count; i++)
        {
            ElfSymbol symbol = _split.Symbols[i];
            if (symbol is { Type: ElfSymbolType.Function, IsInSection: true } && !functions.Contains(symbol.Name.Value))
                table.AsSpan(i * Symbols.EntrySize, Symbols.EntrySize).Clear();
        }
        _split.File.SymbolTable!.Content = table;
    }

    /// <summary>Whether the data at <paramref name="offset"/> is that of a handler or filter of the method whose data is at <paramref name="method"/>.</summary>
    private static bool IsFunclet(InputSection data, ulong offset, ulong method) =>
        TrySlice(data.Section, offset, 5, out ReadOnlySpan<byte> bytes)
        && (bytes[0] & FuncletMask) != 0
        && offset + 1 + (ulong)BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]) == method;

    /// <summary>Adds a section with a part of the data; null after an error.</summary>
    private ElfSection? AddPiece(InputSection data, ulong start, ulong end)
    {
        if (start > end || !TrySlice(data.Section, start, end - start, out ReadOnlySpan<byte> bytes) || bytes.IsEmpty)
            return FailPiece("a method's data lies outside of its section");
        if ((bytes[0] & FuncletMask) != 0)
            return FailPiece("the data of a handler is not behind that of its method");
        ElfSection piece = _split.File.Add(new BytesSection(DataSection, ElfSectionType.ProgBits, bytes.ToArray())
        {
            Flags = ElfSectionFlags.Alloc,
            VirtualAddressAlignment = start == 0 ? data.Alignment : Math.Min(1ul << BitOperations.TrailingZeroCount(start), data.Alignment),
        });
        if (piece.SectionIndex >= (int)ElfNative.SHN_LORESERVE)
            return FailPiece("it has too many sections");
        return AddRelocations(data, start, end, piece) ? piece : null;
    }

    private bool AddRelocations(InputSection data, ulong start, ulong end, ElfSection piece)
    {
        RelocationTable relocations = data.Relocations;
        var copied = new List<Relocation>();
        for (int i = 0; i < relocations.Count; i++)
        {
            Relocation relocation = relocations[i];
            if (relocation.Offset < start || relocation.Offset >= end)
                continue;
            if (relocation.SymbolIndex >= (uint)_whole.Symbols.Count || !_indices.TryGetValue(_whole.Symbols[(int)relocation.SymbolIndex].Name.Value, out uint symbol))
                return Fail("the method data refers to something that is not in it");
            copied.Add(relocation with { Offset = relocation.Offset - start, SymbolIndex = symbol });
        }
        if (copied.Count == 0)
            return true;
        byte[] table = new byte[copied.Count * RelocationTable.EntrySize];
        for (int i = 0; i < copied.Count; i++)
            RelocationTable.Write(table, i, copied[i]);
        _split.File.Add(new BytesSection(".rela" + DataSection, ElfSectionType.RelocationAddends, table)
        {
            Flags = ElfSectionFlags.InfoLink,
            Link = _split.File.SymbolTable!,
            Info = piece,
            AdditionalTableEntrySize = RelocationTable.EntrySize,
            VirtualAddressAlignment = 8,
            FileAlignment = 8,
        });
        return true;
    }

    private static bool TrySlice(ElfSection section, ulong offset, ulong size, out ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> content = section.Content.Span;
        bool isInside = offset <= (ulong)content.Length && size <= (ulong)content.Length - offset;
        bytes = isInside ? content.Slice((int)offset, (int)size) : default;
        return isInside;
    }

    private ElfSection? FailPiece(string message)
    {
        Fail(message);
        return null;
    }

    private bool Fail(string message)
    {
        _diagnostics.Error(ErrorCodes.CannotClose, message, _split.Path);
        return false;
    }
}
