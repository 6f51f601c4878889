using System.Buffers.Binary;
using System.Text;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Ar;

/// <summary>
/// Writes archives with a System V symbol table. Deterministic: dates, users and groups are 0, the order is the
/// caller's.
/// </summary>
public static class ArWriter
{
    /// <summary>
    /// Makes an archive of ELF objects, whose global definitions go into the symbol table.
    /// </summary>
    /// <returns>The archive's bytes, or null when a member is no ELF object; then <paramref name="diagnostics"/> says so.</returns>
    public static byte[]? ToArray(IReadOnlyList<ArMember> members, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var symbols = new List<(string Name, int Member)>();
        for (int i = 0; i < members.Count; i++)
        {
            if (ElfReader.Read(members[i].Content, members[i].Name, diagnostics) is not { } file)
                return null;
            foreach (ElfSymbol symbol in file.Symbols)
            {
                if (symbol.Binding != ElfSymbolBinding.STB_LOCAL && !symbol.IsUndefined && symbol.Name.Length > 0)
                    symbols.Add((symbol.Name, i));
            }
        }
        return Write(members, symbols);
    }

    private static byte[] Write(IReadOnlyList<ArMember> members, List<(string Name, int Member)> symbols)
    {
        byte[] longNames = CollectLongNames(members, out string[] headerNames);
        int symbolBytes = 4 + symbols.Sum(symbol => 4 + Encoding.UTF8.GetByteCount(symbol.Name) + 1);
        symbolBytes += symbolBytes & 1;
        long offset = ArFormat.Magic.Length + ArFormat.HeaderSize + symbolBytes;
        if (longNames.Length > 0)
            offset += ArFormat.HeaderSize + longNames.Length + (longNames.Length & 1);
        var offsets = new uint[members.Count];
        for (int i = 0; i < members.Count; i++)
        {
            offsets[i] = checked((uint)offset);
            offset += ArFormat.HeaderSize + members[i].Content.Length + (members[i].Content.Length & 1);
        }

        using var stream = new MemoryStream(checked((int)offset));
        stream.Write(ArFormat.Magic);
        WriteMember(stream, ArFormat.SymbolTableName, SymbolTable(symbols, offsets, symbolBytes));
        if (longNames.Length > 0)
            WriteMember(stream, ArFormat.LongNamesName, longNames);
        for (int i = 0; i < members.Count; i++)
            WriteMember(stream, headerNames[i], members[i].Content.Span);
        return stream.ToArray();
    }

    private static byte[] CollectLongNames(IReadOnlyList<ArMember> members, out string[] headerNames)
    {
        var names = new MemoryStream();
        headerNames = new string[members.Count];
        for (int i = 0; i < members.Count; i++)
        {
            byte[] name = Encoding.UTF8.GetBytes(members[i].Name + "/");
            if (name.Length <= ArFormat.NameLength)
            {
                headerNames[i] = members[i].Name + "/";
                continue;
            }
            headerNames[i] = $"/{names.Length}";
            names.Write(name);
            names.WriteByte((byte)'\n');
        }
        return names.ToArray();
    }

    private static byte[] SymbolTable(List<(string Name, int Member)> symbols, uint[] offsets, int size)
    {
        byte[] table = new byte[size];
        BinaryPrimitives.WriteUInt32BigEndian(table, (uint)symbols.Count);
        int names = 4 + 4 * symbols.Count;
        for (int i = 0; i < symbols.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(4 + 4 * i), offsets[symbols[i].Member]);
            names += Encoding.UTF8.GetBytes(symbols[i].Name, table.AsSpan(names)) + 1;
        }
        return table;
    }

    private static void WriteMember(MemoryStream stream, string name, ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[ArFormat.HeaderSize];
        header.Fill((byte)' ');
        Encoding.UTF8.GetBytes(name, header);
        "0"u8.CopyTo(header[16..]);
        "0"u8.CopyTo(header[28..]);
        "0"u8.CopyTo(header[34..]);
        "644"u8.CopyTo(header[40..]);
        Encoding.ASCII.GetBytes(content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), header[ArFormat.SizeOffset..]);
        ArFormat.EndMark.CopyTo(header[ArFormat.EndMarkOffset..]);
        stream.Write(header);
        stream.Write(content);
        if ((content.Length & 1) != 0)
            stream.WriteByte((byte)'\n');
    }
}
