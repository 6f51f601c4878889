using System.Diagnostics;

namespace Hermit.Bench;

/// <summary>Debian's packages.</summary>
internal static class Package
{
    /// <summary>Downloads a package and unpacks it into a folder inside <paramref name="folder"/>, which it returns.</summary>
    /// <exception cref="BenchException">apt does not deliver it.</exception>
    public static string Unpack(string folder, string package)
    {
        Directory.CreateDirectory(folder);
        Run(folder, "apt-get", "download", "-qq", package);
        string archive = Directory.GetFiles(folder, package + "_*.deb").Single();
        string content = Path.Combine(folder, "package");
        Run(folder, "dpkg-deb", "-x", archive, content);
        return content;
    }

    /// <summary>Runs a program and returns what it writes.</summary>
    /// <exception cref="BenchException">It failed.</exception>
    public static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new BenchException($"{program} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new BenchException($"{program} {string.Join(' ', arguments)} failed: {errors.Result}");
    }
}
