using System;

using Hermit.Abi;

namespace Hermit.Files;

/// <summary>Makes files in the file system as it is.</summary>
public readonly struct FileMaker : IFileMaker
{
    /// <inheritdoc/>
    public SystemError MakeFile(scoped ReadOnlySpan<byte> path, scoped ReadOnlySpan<byte> content) => FileSystem.MakeFile(path, content);
}
