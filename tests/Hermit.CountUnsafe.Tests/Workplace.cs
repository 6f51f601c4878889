using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Tests;

/// <summary>A temporary folder with the files of one test, and the tool run on it.</summary>
internal sealed class Workplace : IDisposable
{
    public const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""";

    public Workplace()
    {
        Folder = Directory.CreateTempSubdirectory("count-unsafe-test-").FullName;

        // Nothing above the folder may change how its projects are evaluated.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Folder { get; }

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Counts without MSBuild: the C# files of the folder, or the XML of its projects.</summary>
    public Task<Report> Count(string path = "", bool evaluate = false, Func<CountOptions, CountOptions>? change = null)
    {
        CountOptions options = new() { Path = Path.Combine(Folder, path) };
        options = evaluate ? options : options with { DotnetHost = null };
        return new Counter(change is null ? options : change(options), new CountProgress()).Count(CancellationToken.None);
    }

    /// <summary>Runs the command line with the folder as its path.</summary>
    public async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        string[] rooted = [.. arguments.Select(argument => argument.StartsWith("./", StringComparison.Ordinal) ? Path.Combine(Folder, argument[2..]) : argument)];
        int code = await CommandLine.Run(rooted, output, error);
        Assert.DoesNotContain("   at ", error.ToString());
        Assert.DoesNotContain("defect of count-unsafe", error.ToString());
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
