using System.Text;

namespace Hermit.Bench;

/// <summary>
/// The initial RAM disk of a Linux guest that needs drivers: their modules, a script that loads them and makes them ready, and the program with its
/// files. The script's commands are busybox's, static and one file.
/// </summary>
internal static class PreparedDisk
{
    private const string Busybox = "bin/busybox";

    // A port can be opened some time after its driver was loaded. Not the first one: what is read of it before the program would be lost.
    private const string WaitForPorts = "sh -c 'until true < /dev/vport0p2; do true; done' 2> /dev/null";

    /// <summary>Writes the disk of a guest that serves, at the address which QEMU's user network expects.</summary>
    /// <param name="path">The disk.</param>
    /// <param name="program">The program, in a folder with what belongs to it.</param>
    /// <param name="linux">Where the kernel's modules are, and busybox is to be.</param>
    /// <param name="machines">The guest's architecture.</param>
    public static void WriteNetworked(string path, string program, string linux, Machines machines) => Write(
        path,
        program,
        linux,
        machines,
        LinuxKernel.NetworkModules,
        ["ip link set lo up", "ip addr add 10.0.2.15/24 dev eth0", "ip link set eth0 up", "ip route add default via 10.0.2.2"]);

    /// <summary>Writes the disk of a guest whose program reads the first port of a virtual console, writes to the second, and says the rest on the serial line.</summary>
    /// <param name="path">The disk.</param>
    /// <param name="program">The program, in a folder with what belongs to it.</param>
    /// <param name="linux">Where the kernel's modules are, and busybox is to be.</param>
    /// <param name="machines">The guest's architecture.</param>
    public static void WriteWithPorts(string path, string program, string linux, Machines machines) =>
        Write(path, program, linux, machines, LinuxKernel.ConsoleModules, [WaitForPorts], $"< /dev/vport0p1 > /dev/vport0p2 2> /dev/{machines.LinuxSerialLine}");

    private static void Write(string path, string program, string linux, Machines machines, string[] modules, string[] commands, string streams = "")
    {
        LinuxKernel.Get(linux, machines);
        InitialRamDisk disk = new InitialRamDisk().AddFolder("dev").AddFolder("proc").AddFolder("sys").AddFolder("tmp").AddFolder("bin").AddFolder("modules").AddFolder("app")
            .AddFile(Busybox, File.ReadAllBytes(GetBusybox(linux, machines))).AddFile("init", Encoding.ASCII.GetBytes(Script(modules, commands, $"./{Path.GetFileName(program)} {streams}")));
        foreach (string module in modules)
            disk.AddFile($"modules/{module}.ko", File.ReadAllBytes(Path.Combine(LinuxKernel.ModulesOf(linux), module + ".ko")));
        foreach (string debug in Directory.GetFiles(Path.GetDirectoryName(program)!, "*.dbg"))
            File.Delete(debug);
        disk.AddContent("app", new DirectoryInfo(Path.GetDirectoryName(program)!)).Write(path);
    }

    private static string Script(string[] modules, string[] commands, string program)
    {
        string[] all =
        [
            "mount -t proc none /proc", "mount -t sysfs none /sys", "mount -t devtmpfs none /dev",
            .. modules.Select(module => $"insmod /modules/{module}.ko"),
            .. commands,
        ];
        return $"#!/{Busybox} sh\n{string.Concat(all.Select(command => $"/{Busybox} {command}\n"))}ulimit -n 100000\ncd /app\nexec {program}\n";
    }

    private static string GetBusybox(string folder, Machines machines)
    {
        string busybox = Path.Combine(folder, "busybox");
        if (!File.Exists(busybox))
        {
            string content = Package.Unpack(folder, machines.DebianArchitecture, "busybox-static");
            File.Copy(Path.Combine(content, Busybox), busybox);
            Directory.Delete(content, recursive: true);
        }

        return busybox;
    }
}
