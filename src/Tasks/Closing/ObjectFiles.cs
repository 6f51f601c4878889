using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Closing;

/// <summary>The operations on object files that a kernel build needs besides linking, from files to files.</summary>
public static class ObjectFiles
{
    /// <summary>Reads <paramref name="input"/>, closes it (see <see cref="KernelObjectCloser"/>) and writes it to <paramref name="output"/>.</summary>
    /// <returns>False after an error; then <paramref name="output"/> is as it was.</returns>
    public static bool Close(string input, string output, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (InputFile.Read(input, diagnostics) is not { } bytes || ObjectReader.Read(bytes, input, diagnostics) is not { } file)
            return false;
        return KernelObjectCloser.Close(file, input, diagnostics) && WriteAtomically(diagnostics, writer => writer.Stage(output, file));
    }

    /// <summary>Makes an archive with a symbol table from object files. Member names are the files' names.</summary>
    /// <returns>False after an error; then <paramref name="output"/> is as it was.</returns>
    public static bool CreateArchive(string output, IReadOnlyList<string> inputs, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var members = new List<ArchiveMember>();
        foreach (string input in inputs)
        {
            if (InputFile.Read(input, diagnostics) is { } bytes)
                members.Add(new ArchiveMember(Path.GetFileName(input), bytes));
        }
        return !diagnostics.HasErrors
            && WriteAtomically(diagnostics, writer => writer.Stage(output, stream => ArchiveWriter.Write(members, output, stream, diagnostics)));
    }

    private static bool WriteAtomically(DiagnosticBag diagnostics, Func<OutputWriter, bool> stage)
    {
        var writer = new OutputWriter(diagnostics);
        try
        {
            return stage(writer) && writer.Commit();
        }
        finally
        {
            writer.Discard();
        }
    }
}
