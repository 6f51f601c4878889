namespace Hermit.CountUnsafe.Loading;

/// <summary>Finds the <c>dotnet</c> program and what is installed beside it.</summary>
internal static class DotnetHost
{
    /// <summary>The full path of <c>dotnet</c>, or null when none is installed.</summary>
    public static string? Find()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        IEnumerable<string?> candidates =
        [
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
            Join(Environment.GetEnvironmentVariable("DOTNET_ROOT"), name),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Join(folder, name)),
        ];
        return candidates.FirstOrDefault(File.Exists);
    }

    /// <summary>The folders that hold targeting packs and shared frameworks, most specific first.</summary>
    public static IEnumerable<string> Roots()
    {
        if (Find() is { } host)
        {
            string target = new FileInfo(host).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? host;
            yield return Path.GetDirectoryName(target)!;
        }

        // …/shared/Microsoft.NETCore.App/VERSION/System.Private.CoreLib.dll of the runtime that runs this program.
        if (Path.GetDirectoryName(typeof(object).Assembly.Location) is { Length: > 0 } runtime)
        {
            yield return Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        }
    }

    private static string? Join(string? folder, string name) => string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, name);
}
