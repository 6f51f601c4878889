namespace Hermit.Run;

/// <summary>Finds the emulator for x86-64 on this machine.</summary>
internal static class QemuLocator
{
    private const string Program = "qemu-system-x86_64";

    /// <summary>The emulator's path: the one that was named, that of the variable HERMIT_QEMU, or the first on PATH.</summary>
    /// <exception cref="LaunchException">There is none (HERMIT2010).</exception>
    public static string Find(string? named)
    {
        named ??= Environment.GetEnvironmentVariable("HERMIT_QEMU");
        if (string.IsNullOrEmpty(named))
            return Candidates().FirstOrDefault(File.Exists) ?? throw Missing($"{Program} was not found on PATH.");
        return File.Exists(named) ? named : throw Missing($"'{named}' does not exist.");
    }

    private static IEnumerable<string> Candidates()
    {
        string file = OperatingSystem.IsWindows() ? Program + ".exe" : Program;
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (string directory in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return Path.Combine(directory, file);
        // The Windows installer leaves PATH alone.
        if (OperatingSystem.IsWindows())
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "qemu", file);
    }

    private static LaunchException Missing(string what) => new("HERMIT2010", $"""
        QEMU is missing: {what} An image boots in it. To install it:
          Debian, Ubuntu   sudo apt install qemu-system-x86
          Fedora           sudo dnf install qemu-system-x86
          macOS            brew install qemu
          Windows          winget install SoftwareFreedomConservancy.QEMU
        HermitQemu (MSBuild) or HERMIT_QEMU (environment) names one that is not on PATH.
        """, ExitCodes.NotFound);
}
