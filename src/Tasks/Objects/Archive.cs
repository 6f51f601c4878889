namespace Hermit.Tasks.Objects;

/// <summary>A static library in memory.</summary>
/// <param name="Path">Where it was read from.</param>
/// <param name="Members">The files in it, without the symbol table and the long names.</param>
/// <param name="Symbols">The archive's symbol table: the member that defines a name.</param>
public sealed record Archive(string Path, IReadOnlyList<ArchiveMember> Members, IReadOnlyDictionary<string, ArchiveMember> Symbols);
