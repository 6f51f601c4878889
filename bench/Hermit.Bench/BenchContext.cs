using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hermit.Bench;

/// <summary>What a benchmark works with: programs made for both sides, and places for results.</summary>
internal sealed class BenchContext(BenchOptions options)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>How often each side is measured.</summary>
    public int Rounds => options.Rounds;

    /// <summary>The machine's CPUs.</summary>
    public int Cpus => options.Cpus;

    /// <summary>The launcher that users have, as the packages were made with it.</summary>
    public string Launcher => Path.Combine(options.Root, "src", "Tools", "Run", "bin", "Release", "net10.0", "Hermit.Run.dll");

    /// <summary>The Linux kernel of the other side, fetched the first time.</summary>
    public string LinuxKernel => Bench.LinuxKernel.Get(LinuxFolder, Machines);

    /// <summary>The virtual machines, of the architecture that is measured.</summary>
    public Machines Machines { get; } = Machines.For(options.Rid);

    private string LinuxFolder => Path.Combine(options.Artifacts, "linux", Machines.Architecture);

    /// <summary>
    /// Publishes a project of the repository as an image and as a Linux program. Both are made of the same source; the Linux program is static, so that
    /// its guest needs no C library beside it.
    /// </summary>
    /// <param name="project">The project's folder, from the repository's root.</param>
    public BenchProgram Publish(string project)
    {
        string folder = Path.Combine(options.Artifacts, "bench", "programs", options.Rid, project.Replace('/', '-'));
        string hermit = Path.Combine(folder, "hermit"), linux = Path.Combine(folder, "linux");
        Progress($"publishing {project}");
        Machines.InstallLinker();
        Publish(project, options.Rid, $"-p:PublishDir={hermit}/");
        Publish(project, $"linux-{Machines.Architecture}", [$"-p:PublishDir={linux}/", "-p:PublishAot=true", "-p:StaticExecutable=true", "-p:PositionIndependentExecutable=false", .. Machines.LinuxProperties]);
        string name = Path.GetFileName(project);
        string disk = Path.Combine(folder, "initrd.cpio");
        new InitialRamDisk().AddFolder("dev").AddFile("init", File.ReadAllBytes(Path.Combine(linux, name))).Write(disk);
        return new BenchProgram(Path.Combine(hermit, name), Path.Combine(linux, name), disk);
    }

    /// <summary>As <see cref="Publish(string)"/>, the Linux guest having its network set up and the program's files beside it.</summary>
    public BenchProgram PublishNetworked(string project)
    {
        BenchProgram program = Publish(project);
        PreparedDisk.WriteNetworked(program.LinuxDisk, program.LinuxProgram, LinuxFolder, Machines);
        return program;
    }

    /// <summary>As <see cref="Publish(string)"/>, the Linux guest's program having its streams on the ports of a virtual console.</summary>
    public BenchProgram PublishWithPorts(string project)
    {
        BenchProgram program = Publish(project);
        PreparedDisk.WriteWithPorts(program.LinuxDisk, program.LinuxProgram, LinuxFolder, Machines);
        return program;
    }

    /// <summary>The path for a file that a benchmark makes for itself.</summary>
    public string ScratchFile(string name)
    {
        string folder = Path.Combine(options.Artifacts, "bench");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }

    /// <summary>Stores results as JSON in artifacts/bench, for comparison with later ones.</summary>
    public void Store(string name, object results)
    {
        string path = Path.Combine(options.Artifacts, "bench", (Machines is X64Machines ? name : $"{name}-{Machines.Architecture}") + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(results, Indented));
    }

    /// <summary>Shows on a terminal what is being done; an empty text removes it.</summary>
    public static void Progress(string text)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{text,-60}\r{text}");
    }

    private void Publish(string project, string rid, params string[] properties)
    {
        var start = new ProcessStartInfo(Path.Combine(options.Root, "eng", "publish.sh"), [Path.Combine(options.Root, project), rid, "--", .. properties]);
        using Process process = Process.Start(start) ?? throw new BenchException("eng/publish.sh did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new BenchException($"{project} cannot be published for {rid}.");
    }
}
