namespace Hermit.Tasks.Ar;

/// <summary>A file in an archive.</summary>
/// <param name="Name">Its name without directory.</param>
/// <param name="Content">Its bytes; members read from a file refer to that file's bytes.</param>
/// <param name="HeaderOffset">Where its header starts in the archive, in bytes; the symbol table refers to it by this.</param>
public sealed record ArMember(string Name, ReadOnlyMemory<byte> Content, long HeaderOffset);
