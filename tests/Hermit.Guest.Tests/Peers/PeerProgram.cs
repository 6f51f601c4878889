namespace Hermit.Guest.Tests.Peers;

/// <summary>The programs that the machine is tried with, by Debian's package.</summary>
internal static class PeerProgram
{
    /// <summary>The path of a package's program; null if it is not installed.</summary>
    public static string? Find(string package)
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (package == "postgresql" && Directory.Exists("/usr/lib/postgresql"))
            folders = Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(version => Path.Combine(version, "bin")).Concat(folders);
        return folders.Select(folder => Path.Combine(folder, NameOf(package))).FirstOrDefault(File.Exists);
    }

    /// <summary>What a package's program is called.</summary>
    public static string NameOf(string package) => package == "postgresql" ? "postgres" : package;
}
