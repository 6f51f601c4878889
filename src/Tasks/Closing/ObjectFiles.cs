using Hermit.Tasks.Ar;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Elf;
using Hermit.Tasks.Linking;

namespace Hermit.Tasks.Closing;

/// <summary>The operations on object files that a kernel build needs besides linking, from files to files.</summary>
public static class ObjectFiles
{
    /// <summary>Reads <paramref name="input"/>, closes it (see <see cref="KernelObjectCloser"/>) and writes it to <paramref name="output"/>.</summary>
    /// <returns>False after an error; then <paramref name="output"/> is as it was.</returns>
    public static bool Close(string input, string output, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (InputFile.Read(input, diagnostics) is not { } bytes || ElfReader.Read(bytes, input, diagnostics) is not { } file)
            return false;
        return KernelObjectCloser.Close(file, diagnostics) && WriteAtomically(output, ElfWriter.ToArray(file), diagnostics);
    }

    /// <summary>Makes an archive with a symbol table from object files. Member names are the files' names.</summary>
    /// <returns>False after an error; then <paramref name="output"/> is as it was.</returns>
    public static bool CreateArchive(string output, IReadOnlyList<string> inputs, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var members = new List<ArMember>();
        foreach (string input in inputs)
        {
            if (InputFile.Read(input, diagnostics) is { } bytes)
                members.Add(new ArMember(Path.GetFileName(input), bytes, 0));
        }
        if (diagnostics.HasErrors || ArWriter.ToArray(members, diagnostics) is not { } archive)
            return false;
        return WriteAtomically(output, archive, diagnostics);
    }

    private static bool WriteAtomically(string path, byte[] content, DiagnosticBag diagnostics)
    {
        var writer = new OutputWriter(diagnostics);
        try
        {
            return writer.Stage(path, content) && writer.Commit();
        }
        finally
        {
            writer.Discard();
        }
    }
}
