using Hermit.Guest.Tests.Building;

namespace Hermit.Guest.Tests.Catalog;

/// <summary>A program under test: its project folder and its cases.</summary>
internal sealed class GuestProgram
{
    private readonly CaseFile _file;

    private GuestProgram(string directory)
    {
        Directory = directory;
        Name = Path.GetFileName(directory);
        string cases = Path.Combine(directory, "cases.json");
        _file = File.Exists(cases) ? CaseFile.Load(cases) : new CaseFile();
    }

    /// <summary>The name of the project, the assembly and the image.</summary>
    public string Name { get; }

    /// <summary>The project's folder.</summary>
    public string Directory { get; }

    /// <summary>The names of the cases, in the order of the file.</summary>
    public IReadOnlyCollection<string> CaseNames => _file.Cases.Keys;

    /// <summary>A program of tests/Guest.</summary>
    public static GuestProgram Named(string name) => new(Path.Combine(Repository.Root, "tests", "Guest", name));

    /// <summary>A program of samples/.</summary>
    public static GuestProgram Sample(string name) => new(Path.Combine(Repository.Root, "samples", name));

    /// <summary>Every program of tests/Guest that has cases.</summary>
    public static IEnumerable<GuestProgram> All() =>
        System.IO.Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Guest"), "cases.json", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))) == "Guest")
            .Select(path => new GuestProgram(Path.GetDirectoryName(path)!))
            .OrderBy(program => program.Name, StringComparer.Ordinal);

    /// <summary>What a case needs.</summary>
    /// <exception cref="KeyNotFoundException">There is no such case.</exception>
    public CaseSettings Settings(string caseName) => _file.Cases[caseName];

    /// <summary>The guest's memory in MiB for a case.</summary>
    public int Memory(CaseSettings settings) => settings.Memory != 0 ? settings.Memory : _file.Memory;
}
