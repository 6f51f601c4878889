using System.Diagnostics;

namespace Hermit.Sdk.Tests;

/// <summary>What a program wrote and returned.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>Both streams, for messages.</summary>
    public string All => Output + Error;

    /// <summary>Runs a program to its end.</summary>
    public static ProgramRun Of(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null, string input = "",
        TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test host's own settings would steer the dotnet that it starts.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k == "DOTNET_HOST_PATH").ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(limit ?? s_limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {limit ?? s_limit}.");
        }
        return new ProgramRun(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs the launcher on an image.</summary>
    public static ProgramRun OfLauncher(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string input = "") =>
        Of("dotnet", [Repository.Launcher, .. arguments], environment: environment, input: input);
}
