using System.Diagnostics;
using System.Reflection;

namespace Hermit.Tasks.Tests.Support;

/// <summary>Programs that the tests compare with or get their inputs from.</summary>
public static class Tools
{
    private static readonly Dictionary<string, string> s_metadata = typeof(Tools).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value ?? "");

    public static string SampleAssembly => s_metadata["SampleAssembly"];

    public static string ILCompiler => s_metadata["ILCompiler"];

    /// <summary>The folder of the .NET libraries that ilc compiles.</summary>
    public static string RuntimePack => s_metadata["RuntimePack"];

    /// <summary>The kernel as eng/pack.sh leaves it.</summary>
    public static string KernelArchive => s_metadata["KernelArchive"];

    public static string MSBuild => s_metadata["MSBuild"];

    public static bool IsInstalled(string tool) => Find(tool) is not null;

    public static string? Find(string tool)
    {
        if (Path.IsPathRooted(tool))
            return File.Exists(tool) ? tool : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a tool to its end; it must succeed.</summary>
    public static string Run(string tool, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{tool} exited with {process.ExitCode}: {output}{errors.Result}");
        return output;
    }
}
