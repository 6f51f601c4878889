using System.Collections.Concurrent;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests.Building;

/// <summary>Publishes each program once for each runtime identifier, and not at all when its inputs are those of last time.</summary>
internal static class Publisher
{
    /// <summary>The guest's: hermit-x64, or what the variable HERMIT_GUEST_RID names.</summary>
    public static string Guest { get; } = Environment.GetEnvironmentVariable("HERMIT_GUEST_RID") is { Length: > 0 } identifier ? identifier : "hermit-x64";

    /// <summary>The machine of QEMU's that guests have when a test does not ask for another.</summary>
    public static string Machine => Guest == "hermit-arm64" ? "virt" : "microvm";

    /// <summary>That of the host with Microsoft's runtime, which is the oracle.</summary>
    public const string Host = "linux-x64";

    private static readonly ConcurrentDictionary<(string, string), Lazy<PublishedProgram>> s_published = new();
    private static readonly ConcurrentDictionary<string, Lazy<bool>> s_packages = new();
    private static readonly Lock s_oneBuild = new();

    /// <summary>The published program; blocks while it is being built, which may take a minute.</summary>
    /// <exception cref="BuildFailedException">It does not build. Asking again fails the same way at once.</exception>
    public static PublishedProgram Publish(GuestProgram program, string runtimeIdentifier) =>
        s_published.GetOrAdd(
            (program.Directory, runtimeIdentifier),
            _ => new Lazy<PublishedProgram>(() => Make(program, runtimeIdentifier))).Value;

    private static PublishedProgram Make(GuestProgram program, string runtimeIdentifier)
    {
        // Two at a time would fight for the processors and, for one project, over its obj folder.
        lock (s_oneBuild)
        {
            // Programs for Linux take no kernel, but are built by an SDK that comes with one.
            string kernel = runtimeIdentifier.StartsWith("hermit-", StringComparison.Ordinal) ? runtimeIdentifier : Guest;
            _ = s_packages.GetOrAdd(kernel, _ => new Lazy<bool>(() => BuildPackages(kernel))).Value;
            string folder = Path.Combine(Repository.Published, program.Name, runtimeIdentifier);
            string executable = Path.Combine(folder, program.Name);
            string stamp = folder + ".stamp", log = folder + ".log";
            string hash = InputHash.Of(program.Directory, runtimeIdentifier);
            if (File.Exists(executable) && File.Exists(stamp) && File.ReadAllText(stamp) == hash)
                return new PublishedProgram(executable, File.ReadAllText(log));

            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            File.Delete(stamp);
            ForgetReports(program.Directory);
            RunResult result = Shell("eng/publish.sh", program.Directory, runtimeIdentifier, "--", $"-p:PublishDir={folder}/", "-p:PublishAot=true");
            if (result.ExitCode != 0 || !File.Exists(executable))
                throw new BuildFailedException($"{program.Name} does not publish for {runtimeIdentifier}:\n{result.OutputText}{result.ErrorText}");
            File.WriteAllText(log, result.OutputText + result.ErrorText);
            File.WriteAllText(stamp, hash);
            return new PublishedProgram(executable, result.OutputText + result.ErrorText);
        }
    }

    /// <summary>An incremental build says nothing of a P/Invoke that it has reported before; the log is to have all.</summary>
    private static void ForgetReports(string projectDirectory)
    {
        string intermediate = Path.Combine(projectDirectory, "obj");
        if (!Directory.Exists(intermediate))
            return;
        foreach (string report in Directory.GetFiles(intermediate, "*.pinvokes", SearchOption.AllDirectories))
            File.Delete(report);
    }

    /// <summary>
    /// The kernel and the packages; nothing happens when they are up to date. HERMIT_PACKAGES_READY=1 skips even asking,
    /// to test with the installed packages while the sources change.
    /// </summary>
    private static bool BuildPackages(string kernel)
    {
        if (Environment.GetEnvironmentVariable("HERMIT_PACKAGES_READY") == "1")
            return true;
        RunResult result = Shell("-c", $"source eng/common.sh && locked eng/pack.sh {kernel}");
        return result.ExitCode == 0
            ? true
            : throw new BuildFailedException($"the kernel or its packages do not build, so no image can be made:\n{result.OutputText}{result.ErrorText}");
    }

    private static RunResult Shell(params string[] arguments) =>
        ProcessRunner.Run(new RunRequest("bash", arguments) { WorkingDirectory = Repository.Root, Timeout = TimeSpan.FromMinutes(20) });
}
