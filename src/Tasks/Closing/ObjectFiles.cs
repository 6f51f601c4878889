using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Closing;

/// <summary>The operations on object files that a kernel build needs besides linking, from files to files.</summary>
public static class ObjectFiles
{
    /// <summary>
    /// Reads <paramref name="input"/>, takes its methods' data from <paramref name="methodData"/> if that is given (see <see cref="MethodDataMerger"/>),
    /// closes it (<see cref="KernelObjectCloser"/>), leaves out what no export reaches (<see cref="ObjectTrimmer"/>) and writes it to
    /// <paramref name="output"/>.
    /// </summary>
    /// <returns>False after an error; then <paramref name="output"/> is as it was.</returns>
    public static bool Close(string input, string? methodData, string output, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (Read(input, diagnostics) is not { } file)
            return false;
        if (methodData is not null && (Read(methodData, diagnostics) is not { } whole || !MethodDataMerger.Merge(file, input, whole, methodData, diagnostics)))
            return false;
        return KernelObjectCloser.Close(file, input, diagnostics)
            && ObjectTrimmer.Trim(file, input, diagnostics) is { } trimmed
            && WriteAtomically(diagnostics, writer => writer.Stage(output, trimmed));
    }

    private static ElfFile? Read(string path, DiagnosticBag diagnostics) =>
        InputFile.Read(path, diagnostics) is { } bytes ? ObjectReader.Read(bytes, path, diagnostics) : null;

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
