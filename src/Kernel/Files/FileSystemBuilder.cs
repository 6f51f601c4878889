using System;

using Hermit.Abi;

namespace Hermit.Files;

/// <summary>The file system while it is made, for what the layers above have in it from the start (<see cref="FileSystem.AtMaking"/>).</summary>
public ref struct FileSystemBuilder : IFileMaker
{
    private readonly ref FileSystemState _state;

    /// <summary>Makes files in <paramref name="state"/>.</summary>
    internal FileSystemBuilder(ref FileSystemState state)
    {
        _state = ref state;
    }

    /// <inheritdoc/>
    public readonly SystemError MakeFile(scoped ReadOnlySpan<byte> path, scoped ReadOnlySpan<byte> content) => _state.MakeFile(path, content);

    /// <inheritdoc cref="FileSystemState.MakeSupplied"/>
    public readonly SystemError MakeSupplied(scoped ReadOnlySpan<byte> path, uint number) => _state.MakeSupplied(path, number);
}
