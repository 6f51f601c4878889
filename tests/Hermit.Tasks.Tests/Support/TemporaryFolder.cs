namespace Hermit.Tasks.Tests.Support;

/// <summary>A folder that lives as long as a test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("hermit-tasks-");

    public string this[string name] => Path.Combine(_directory.FullName, name);

    public string Root => _directory.FullName;

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Write(string name, string content)
    {
        File.WriteAllText(this[name], content);
        return this[name];
    }

    public string[] Files => Directory.GetFiles(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();

    public void Dispose() => _directory.Delete(recursive: true);
}
