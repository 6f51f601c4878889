using Hermit.Tasks.Diagnostics;
using LibObjectFile.Ar;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Objects;

/// <summary>
/// Writes archives with a System V symbol table. Deterministic: dates, users and groups are 0, the order is the
/// caller's.
/// </summary>
public static class ArchiveWriter
{
    private const uint OwnerWritesAllRead = 0x1a4; // 0644

    /// <summary>Writes an archive of ELF objects, whose global definitions go into the symbol table.</summary>
    /// <returns>False when a member is no ELF object or cannot be archived; then <paramref name="diagnostics"/> says so.</returns>
    public static bool Write(IReadOnlyList<ArchiveMember> members, string path, Stream output, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return ObjectLibrary.Write(ErrorCodes.CorruptArchive, path, diagnostics, () =>
        {
            var archive = new ArArchiveFile { Kind = ArArchiveKind.GNU };
            var table = new ArSymbolTable { Timestamp = DateTimeOffset.UnixEpoch };
            archive.AddFile(table);
            foreach (ArchiveMember member in members)
            {
                var file = new ArBinaryFile
                {
                    Name = member.Name,
                    Timestamp = DateTimeOffset.UnixEpoch,
                    FileMode = OwnerWritesAllRead,
                    Stream = ObjectReader.OpenStream(member.Content),
                };
                archive.AddFile(file);
                if (ObjectReader.Read(member.Content, member.Name, diagnostics) is { } elf)
                    table.Symbols.AddRange(Exports(elf).Select(name => new ArSymbol(name, file)));
            }
            if (!diagnostics.HasErrors)
                archive.Write(output);
            return new LibObjectFile.Diagnostics.DiagnosticBag();
        }) && !diagnostics.HasErrors;
    }

    private static IEnumerable<string> Exports(ElfFile file) => Symbols.Decode(file)
        .Where(symbol => symbol.Bind != ElfSymbolBind.Local && !symbol.IsUndefined && symbol.Name.Value.Length > 0)
        .Select(symbol => symbol.Name.Value);
}
