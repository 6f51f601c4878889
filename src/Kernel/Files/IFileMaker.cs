using System;

using Hermit.Abi;

namespace Hermit.Files;

/// <summary>What makes files for the layers above: while the file system is made, or later.</summary>
public interface IFileMaker
{
    /// <inheritdoc cref="FileSystemState.MakeFile"/>
    SystemError MakeFile(scoped ReadOnlySpan<byte> path, scoped ReadOnlySpan<byte> content);
}
