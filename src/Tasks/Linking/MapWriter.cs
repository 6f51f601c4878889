using System.Globalization;
using System.Text;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Writes the map: segments and sections, then every symbol by address with its size and the object it is from.</summary>
internal static class MapWriter
{
    /// <summary>Returns the map as UTF-8 text.</summary>
    public static byte[] Write(ImageLayout layout, IReadOnlyList<InputObject> objects, IEnumerable<GlobalSymbol> globals)
    {
        var text = new StringBuilder();
        WriteSections(text, layout);
        text.Append("\nSymbols\n           address       size  name  [object]\n");
        foreach ((ulong address, ulong size, string name, string origin) in Collect(objects, globals))
            text.Append(CultureInfo.InvariantCulture, $"  {address:x16}  {size,9}  {name}  [{origin}]\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteSections(StringBuilder text, ImageLayout layout)
    {
        text.Append("Segments\n");
        for (SegmentKind kind = SegmentKind.Text; kind < SegmentKind.None; kind++)
        {
            (ulong start, ulong end) = layout.Segment(kind);
            text.Append(CultureInfo.InvariantCulture, $"  {start:x16}  {end - start,9}  {kind}\n");
        }
        text.Append("\nSections and the parts of each object\n           address       size  name\n");
        foreach (OutputSection section in layout.Sections)
        {
            if (!section.IsLoaded)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"  {section.Address:x16}  {section.Size,9}  {section.Name}\n");
            foreach (IGrouping<string, Chunk> part in section.Chunks.GroupBy(chunk => chunk.Origin))
            {
                ulong size = part.Aggregate(0ul, (sum, chunk) => sum + chunk.Size);
                if (size > 0)
                    text.Append(CultureInfo.InvariantCulture, $"    {part.First().Address:x16}  {size,9}    {part.Key}\n");
            }
        }
    }

    private static IEnumerable<(ulong Address, ulong Size, string Name, string Origin)> Collect(
        IReadOnlyList<InputObject> objects, IEnumerable<GlobalSymbol> globals)
    {
        var symbols = new List<(ulong, ulong, string, string)>();
        foreach (InputObject input in objects)
        {
            for (int i = 1; i < input.Symbols.Count; i++)
            {
                ElfSymbol symbol = input.Symbols[i];
                bool isLocal = input.Globals[i] is null && symbol.Type != ElfSymbolType.Section && symbol.Name.Value.Length > 0;
                bool isOwn = isLocal || input.Globals[i]?.Owner == input;
                if (isOwn && symbol.IsInSection && input.Sections[symbol.SectionIndex] is { Output.IsLoaded: true })
                    symbols.Add((input.Addresses[i], symbol.Size, symbol.Name.Value, input.Path));
            }
        }
        foreach (GlobalSymbol global in globals)
        {
            if (global is { IsDefined: true, Owner: null })
                symbols.Add((global.Address, global.Definition.Size, global.Name, "<linker>"));
        }
        return symbols.OrderBy(symbol => symbol.Item1).ThenBy(symbol => symbol.Item3, StringComparer.Ordinal);
    }
}
