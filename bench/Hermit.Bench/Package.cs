using System.Diagnostics;

namespace Hermit.Bench;

/// <summary>Debian's packages.</summary>
internal static class Package
{
    private const string HostArchitecture = "amd64";

    /// <summary>Downloads a package for an architecture and unpacks it into a folder inside <paramref name="folder"/>, which it returns.</summary>
    /// <exception cref="BenchException">apt does not deliver it.</exception>
    public static string Unpack(string folder, string architecture, string package)
    {
        Directory.CreateDirectory(folder);
        Run(folder, "apt-get", [.. Lists(folder, architecture), "download", "-qq", package]);
        string archive = Directory.GetFiles(folder, package + "_*.deb").Single();
        string content = Path.Combine(folder, "package");
        Run(folder, "dpkg-deb", "-x", archive, content);
        return content;
    }

    /// <summary>What apt-cache answers about packages for an architecture.</summary>
    /// <exception cref="BenchException">It does not.</exception>
    public static string Query(string folder, string architecture, params string[] question) =>
        Run(folder, "apt-cache", [.. Lists(folder, architecture), .. question]);

    /// <summary>Installs on this machine the packages of which the program named beside them is missing.</summary>
    /// <exception cref="BenchException">apt does not deliver them.</exception>
    public static void Install(params (string Program, string Packages)[] needs)
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")!.Split(':');
        string[] missing = [.. needs.Where(need => !folders.Any(folder => File.Exists(Path.Combine(folder, need.Program)))).SelectMany(need => need.Packages.Split(' '))];
        if (missing.Length == 0)
            return;
        try
        {
            Run(Path.GetTempPath(), "apt-get", ["install", "-y", "-qq", "--no-install-recommends", .. missing]);
        }
        catch (BenchException e)
        {
            throw new BenchException($"Run 'apt-get install {string.Join(' ', missing)}' as root. {e.Message}");
        }
    }

    // The lists for another architecture are the bench's own, so that nothing changes on this machine.
    private static string[] Lists(string folder, string architecture)
    {
        if (architecture == HostArchitecture)
            return [];
        string state = Path.Combine(folder, "apt");
        string[] options = ["-o", $"APT::Architecture={architecture}", "-o", $"Dir::State::status={state}/status", "-o", $"Dir::State::Lists={state}/lists", "-o", $"Dir::Cache={state}"];
        if (!File.Exists(Path.Combine(state, "status")))
        {
            Directory.CreateDirectory(Path.Combine(state, "lists", "partial"));
            Directory.CreateDirectory(Path.Combine(state, "archives", "partial"));
            Run(folder, "apt-get", [.. options, "-qq", "update"]);
            File.WriteAllText(Path.Combine(state, "status"), "");
        }

        return options;
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
