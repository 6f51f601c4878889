using System.Text;

namespace Hermit.Bench;

/// <summary>
/// The initial RAM disk of a Linux guest that serves: the modules for its network card, a script that loads them and gives the machine the address
/// which QEMU's user network expects, and the program with its files. The script's commands are busybox's, static and one file.
/// </summary>
internal static class NetworkedDisk
{
    private const string Busybox = "bin/busybox";

    /// <summary>Writes it.</summary>
    /// <param name="path">The disk.</param>
    /// <param name="program">The program, in a folder with what belongs to it.</param>
    /// <param name="linux">Where the kernel's modules are, and busybox is to be.</param>
    public static void Write(string path, string program, string linux)
    {
        LinuxKernel.Get(linux);
        InitialRamDisk disk = new InitialRamDisk().AddFolder("dev").AddFolder("proc").AddFolder("sys").AddFolder("tmp").AddFolder("bin").AddFolder("modules").AddFolder("app")
            .AddFile(Busybox, File.ReadAllBytes(GetBusybox(linux))).AddFile("init", Encoding.ASCII.GetBytes(Script(Path.GetFileName(program))));
        foreach (string module in LinuxKernel.NetworkModules)
            disk.AddFile($"modules/{module}.ko", File.ReadAllBytes(Path.Combine(LinuxKernel.ModulesOf(linux), module + ".ko")));
        foreach (string debug in Directory.GetFiles(Path.GetDirectoryName(program)!, "*.dbg"))
            File.Delete(debug);
        disk.AddContent("app", new DirectoryInfo(Path.GetDirectoryName(program)!)).Write(path);
    }

    private static string Script(string program)
    {
        string[] commands =
        [
            "mount -t proc none /proc", "mount -t sysfs none /sys", "mount -t devtmpfs none /dev",
            .. LinuxKernel.NetworkModules.Select(module => $"insmod /modules/{module}.ko"),
            "ip link set lo up", "ip addr add 10.0.2.15/24 dev eth0", "ip link set eth0 up", "ip route add default via 10.0.2.2",
        ];
        return $"#!/{Busybox} sh\n{string.Concat(commands.Select(command => $"/{Busybox} {command}\n"))}ulimit -n 100000\ncd /app\nexec ./{program}\n";
    }

    private static string GetBusybox(string folder)
    {
        string busybox = Path.Combine(folder, "busybox");
        if (!File.Exists(busybox))
        {
            string content = Package.Unpack(folder, "busybox-static");
            File.Copy(Path.Combine(content, Busybox), busybox);
            Directory.Delete(content, recursive: true);
        }

        return busybox;
    }
}
