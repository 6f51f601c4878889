namespace Hermit.Tasks.Linking;

/// <summary>What a successful link made.</summary>
/// <param name="ImageSize">Size of the image file in bytes.</param>
/// <param name="MemorySize">Bytes from the image's first to its last address, zeroed data included.</param>
/// <param name="Sections">Name, segment and size in bytes of every section in memory, by address.</param>
public sealed record LinkResult(long ImageSize, ulong MemorySize, IReadOnlyList<(string Name, SegmentKind Segment, ulong Size)> Sections);
