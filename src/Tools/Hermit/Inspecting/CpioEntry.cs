namespace Hermit.Tool.Inspecting;

/// <summary>A file or folder of an image's initial file system.</summary>
/// <param name="Path">Relative to the root, with <c>/</c>.</param>
/// <param name="IsDirectory">Whether it is a folder.</param>
/// <param name="Size">Bytes of the content.</param>
public sealed record CpioEntry(string Path, bool IsDirectory, uint Size);
