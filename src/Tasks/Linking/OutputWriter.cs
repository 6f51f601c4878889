using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Writes a set of files so that either all are replaced or none: every file is written beside its place first, then
/// they are renamed. A failure or cancellation before that leaves the old files as they were.
/// </summary>
internal sealed class OutputWriter(DiagnosticBag diagnostics)
{
    private const int BufferSize = 1 << 16;

    private readonly List<(string Temporary, string Final)> _files = [];

    /// <summary>Stages <paramref name="content"/> for <paramref name="path"/>.</summary>
    /// <returns>False after an error, which is reported.</returns>
    public bool Stage(string path, ReadOnlyMemory<byte> content) => Stage(path, stream =>
    {
        stream.Write(content.Span);
        return true;
    });

    /// <summary>Stages an ELF file for <paramref name="path"/>.</summary>
    /// <returns>False after an error, which is reported.</returns>
    public bool Stage(string path, ElfFile file) => Stage(path, stream => ObjectLibrary.Write(ErrorCodes.OutputUnwritable, path, diagnostics, () =>
    {
        file.TryWrite(stream, out LibObjectFile.Diagnostics.DiagnosticBag findings);
        return findings;
    }));

    /// <summary>Has <paramref name="write"/> fill a temporary file next to <paramref name="path"/>.</summary>
    /// <returns>False after an error, which is reported.</returns>
    public bool Stage(string path, Func<Stream, bool> write)
    {
        string temporary = $"{path}.{Environment.ProcessId:x}-{Guid.NewGuid():n}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
                Directory.CreateDirectory(directory);
            _files.Add((temporary, path));
            using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
            return write(stream);
        }
        catch (Exception e) when (IsFileSystemRefusal(e))
        {
            diagnostics.Error(ErrorCodes.OutputUnwritable, $"cannot be written: {e.Message}", path);
            return false;
        }
    }

    /// <summary>Renames all staged files to their places.</summary>
    /// <returns>False after an error, which is reported.</returns>
    public bool Commit()
    {
        foreach ((string temporary, string final) in _files)
        {
            try
            {
                File.Move(temporary, final, overwrite: true);
            }
            catch (Exception e) when (IsFileSystemRefusal(e))
            {
                diagnostics.Error(ErrorCodes.OutputUnwritable, $"cannot be written: {e.Message}", final);
                return false;
            }
        }
        return true;
    }

    /// <summary>Removes what was staged and not committed.</summary>
    public void Discard()
    {
        foreach ((string temporary, _) in _files)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception e) when (IsFileSystemRefusal(e))
            {
                diagnostics.Warning(ErrorCodes.OutputUnwritable, $"a temporary file is left over: {e.Message}", temporary);
            }
        }
        _files.Clear();
    }

    private static bool IsFileSystemRefusal(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
