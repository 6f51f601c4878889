using System.Diagnostics;

namespace Hermit.Analyzers.Tests;

/// <summary>The analyzers in the compiler that the installed SDK really uses, which is newer than the one they are built against.</summary>
public sealed class SdkCompilerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hermit-analyzers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_compiler_of_the_SDK_loads_the_analyzers_and_fails_on_their_errors()
    {
        (int code, string output) = await Compile("class C { static int s_count; static int Next() => ++s_count; object Make() => new object(); }", kernel: false);
        Assert.NotEqual(0, code);
        Assert.Contains("error HRM0001", output);
        Assert.DoesNotContain("HRM0008", output);
        Assert.DoesNotContain("CS80", output);
        Assert.DoesNotContain("AD0001", output);
    }

    [Fact]
    public async Task The_property_of_the_project_makes_it_kernel_code()
    {
        (int code, string output) = await Compile("class C { object Make() => new object(); }", kernel: true);
        Assert.NotEqual(0, code);
        Assert.Contains("error HRM0008", output);
    }

    [Fact]
    public async Task Code_that_keeps_the_rules_compiles()
    {
        (int code, string output) = await Compile("class C { static readonly int s_limit = 3; static int Limit() => s_limit; }", kernel: true);
        Assert.Equal("", output.Trim());
        Assert.Equal(0, code);
    }

    private async Task<(int Code, string Output)> Compile(string source, bool kernel)
    {
        string code = Path.Combine(_folder, "a.cs");
        string config = Path.Combine(_folder, "build.globalconfig");
        await File.WriteAllTextAsync(code, source);
        await File.WriteAllTextAsync(config, $"is_global = true\nbuild_property.HermitKernelCode = {(kernel ? "true" : "")}\n");
        (string host, string compiler) = FindCompiler();
        ProcessStartInfo start = new(host) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "exec", compiler, "-nologo", "-noconfig", "-target:library", $"-out:{Path.Combine(_folder, "a.dll")}", $"-analyzerconfig:{config}",
            $"-analyzer:{typeof(StaticFieldAnalyzer).Assembly.Location}", $"-r:{typeof(object).Assembly.Location}", code,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    // The runtime that runs this test lies in DOTNET/shared/Microsoft.NETCore.App/VERSION; the compiler in DOTNET/sdk/VERSION/Roslyn/bincore.
    private static (string Host, string Compiler) FindCompiler()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        string compiler = Directory.GetDirectories(Path.Combine(root, "sdk"))
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .Last(File.Exists);
        return (Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), compiler);
    }
}
