using System.Diagnostics;
using System.Reflection;

namespace Hermit.Unwinding.Tests.Support;

/// <summary>
/// The fixture, compiled by ilc like every program and linked by lld with the kernel's assembly. Undefined symbols stay undefined:
/// it is looked at, not run.
/// </summary>
public sealed class FixtureImage
{
    private readonly string _directory = Path.Combine(AppContext.BaseDirectory, "image");

    public FixtureImage()
    {
        Directory.CreateDirectory(_directory);
        ImagePath = Path.Combine(_directory, "fixture.elf");
        string source = GetMetadata("Fixture");
        string[] assembly = Directory.GetFiles(GetMetadata("Kernel"), "*.S", SearchOption.AllDirectories);
        bool isCurrent = File.Exists(ImagePath) &&
            assembly.Append(source).All(input => File.GetLastWriteTimeUtc(input) < File.GetLastWriteTimeUtc(ImagePath));
        if (!isCurrent)
        {
            Build(source, assembly);
        }

        Image = new ElfImage(File.ReadAllBytes(ImagePath));
    }

    /// <summary>The linked file.</summary>
    public string ImagePath { get; }

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

    private void Build(string source, string[] assembly)
    {
        string program = Path.Combine(_directory, "program.o");
        CompileProgram(source, program);
        var objects = new List<string> { program };
        foreach (string file in assembly)
        {
            string output = Path.Combine(_directory, $"{Path.GetFileName(file)}.o");
            Run("clang", "-c", "-I", Path.GetDirectoryName(file)!, "-I", Path.Combine(GetMetadata("Kernel"), "Abi", "obj", "abi", "x64"), file, "-o", output);
            objects.Add(output);
        }

        string[] options = ["--eh-frame-hdr", "--unresolved-symbols=ignore-all", "-z", "notext", "-o", ImagePath];
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
            "--targetarch:x64",
            "-O",
            "--generateunmanagedentrypoints:System.Private.CoreLib");
    }

    private static string GetMetadata(string key) =>
        typeof(FixtureImage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
