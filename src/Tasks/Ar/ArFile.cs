namespace Hermit.Tasks.Ar;

/// <summary>An <c>ar</c> archive of objects, with the System V symbol table resolved.</summary>
/// <param name="Path">Where it was read from, for messages.</param>
/// <param name="Members">The files, in archive order, without the special members.</param>
/// <param name="Symbols">For each symbol that a member defines, the index of the first such member.</param>
public sealed record ArFile(string Path, IReadOnlyList<ArMember> Members, IReadOnlyDictionary<string, int> Symbols);
