namespace Hermit.Tasks.Objects;

/// <summary>A file of an archive.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ArchiveMember(string Name, ReadOnlyMemory<byte> Content);
