namespace Hermit.Run;

/// <summary>Finds emulators on this machine.</summary>
internal static class QemuLocator
{
    /// <summary>The emulator's path: the one that was named, that of the variable HERMIT_QEMU, or the first on PATH.</summary>
    /// <exception cref="LaunchException">There is none (HERMIT2010).</exception>
    public static string Find(string? named, GuestArchitecture architecture)
    {
        named ??= Environment.GetEnvironmentVariable("HERMIT_QEMU");
        if (string.IsNullOrEmpty(named))
            return Candidates(architecture).FirstOrDefault(File.Exists) ?? throw Missing($"{architecture.Emulator} was not found on PATH.", architecture);
        return File.Exists(named) ? named : throw Missing($"'{named}' does not exist.", architecture);
    }

    private static IEnumerable<string> Candidates(GuestArchitecture architecture)
    {
        string file = OperatingSystem.IsWindows() ? architecture.Emulator + ".exe" : architecture.Emulator;
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (string directory in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return Path.Combine(directory, file);
        // The Windows installer leaves PATH alone.
        if (OperatingSystem.IsWindows())
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "qemu", file);
    }

    private static LaunchException Missing(string what, GuestArchitecture architecture) => new("HERMIT2010", $"""
        QEMU is missing: {what} An image boots in it. To install it:
          Debian, Ubuntu   sudo apt install {architecture.Package}
          Fedora           sudo dnf install {architecture.Package}
          macOS            brew install qemu
          Windows          winget install SoftwareFreedomConservancy.QEMU
        HermitQemu (MSBuild) or HERMIT_QEMU (environment) names one that is not on PATH.
        """, ExitCodes.NotFound);
}
