using System.Diagnostics;
using System.Reflection;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>
/// The fixture, compiled by ilc like every program and linked by lld with the kernel's assembly. Undefined symbols stay undefined:
/// it is looked at, not run.
/// </summary>
public sealed class FixtureImage
{
    private static readonly string s_architecture = GetMetadata("Architecture");
    private static readonly string s_directory = Path.Combine(AppContext.BaseDirectory, "image");

    // Several test classes, which run at once, look at one file.
    private static readonly Lazy<string> s_path = new(Make);

    public FixtureImage()
    {
        Image = new ElfImage(File.ReadAllBytes(ImagePath));
    }

    /// <summary>The linked file.</summary>
    public string ImagePath { get; } = s_path.Value;

    internal ElfImage Image { get; }

    internal static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {errors.Result}{output}");
    }

    private static string Make()
    {
        Directory.CreateDirectory(s_directory);
        string path = Path.Combine(s_directory, "fixture.elf");
        string source = GetMetadata("Fixture");
        string[] assembly = [.. Directory.GetFiles(GetMetadata("Kernel"), "*.S", SearchOption.AllDirectories).Where(file => IsOf(Path.GetFileName(Path.GetDirectoryName(file))!))];
        bool isCurrent = File.Exists(path) && assembly.Append(source).All(input => File.GetLastWriteTimeUtc(input) < File.GetLastWriteTimeUtc(path));
        if (!isCurrent)
        {
            Build(source, assembly, path);
        }

        return path;
    }

    // What is in no architecture's folder is every architecture's.
    private static bool IsOf(string folder) => folder == s_architecture || folder is not ("x64" or "arm64" or "riscv64");

    private static void Build(string source, string[] assembly, string path)
    {
        string program = Path.Combine(s_directory, "program.o");
        CompileProgram(source, program);
        var objects = new List<string> { program };
        foreach (string file in assembly)
        {
            string output = Path.Combine(s_directory, $"{Path.GetFileName(file)}.o");
            Run("clang", $"--target={GetMetadata("Target")}", "-c", "-I", Path.GetDirectoryName(file)!, "-I", GetMetadata("AbiFolder"), "-I", Path.Combine(GetMetadata("Kernel"), "Abi"), file, "-o", output);
            objects.Add(output);
        }

        string[] options = ["--eh-frame-hdr", "--unresolved-symbols=ignore-all", "-z", "notext", "-o", path];
        Run("ld.lld", [.. options, .. objects]);
    }

    private static void CompileProgram(string source, string output)
    {
        string compiler = GetMetadata("Compiler");
        string libraries = GetMetadata("Libraries");
        Run(
            Path.Combine(compiler, "tools", "ilc"),
            source,
            "-o:" + output,
            "-r:" + Path.Combine(libraries, "native", "*.dll"),
            "-r:" + Path.Combine(libraries, "lib", "net10.0", "*.dll"),
            "--targetos:linux",
            "--targetarch:" + s_architecture,
            "-O",
            "--generateunmanagedentrypoints:System.Private.CoreLib");
    }

    private static string GetMetadata(string key) =>
        typeof(FixtureImage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
