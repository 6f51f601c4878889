using System.Globalization;

namespace Hermit.Bench;

/// <summary>The virtual machines of a comparison. Both sides get the same one: TCG, one CPU, 256 MB, unless told otherwise.</summary>
internal static class Machines
{
    /// <summary>QEMU's <c>-M</c> by the name used in reports.</summary>
    public static readonly (string Name, string Argument)[] All =
    [
        ("microvm", "microvm,pic=on,pit=on,rtc=on,isa-serial=on"),
        ("pc", "pc"),
    ];

    // What Debian's kernel boots fastest with. Told the frequency of the time stamp counter, it need not measure it, which
    // on a busy host fails on microvm and leaves Linux without a timer.
    private static readonly string LinuxCommandLine = string.Create(CultureInfo.InvariantCulture,
        $"console=ttyS0 quiet loglevel=0 mitigations=off cryptomgr.notests nokaslr tsc=reliable no_timer_check tsc_early_khz={HostProcessor.Kilohertz} panic=-1");

    /// <summary>QEMU's arguments for the Linux guest whose /init is the program.</summary>
    public static List<string> Linux(string machine, BenchProgram program, string kernel, int cpus = 1, int megabytes = 256) =>
        [.. Arguments(machine, kernel, LinuxCommandLine, cpus, megabytes), "-initrd", program.LinuxDisk];

    /// <summary>QEMU's arguments for the Linux guest whose program reads from a socket and writes to QEMU's output; what else is said goes to a file.</summary>
    public static List<string> LinuxWithPorts(string machine, BenchProgram program, string kernel, string input, string messages, int megabytes) =>
    [
        .. Linux(machine, program, kernel, 1, megabytes).Select(word => word == "stdio" ? $"file:{messages}" : word),
        "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-serial-device,id=ports,max_ports=8",
        "-chardev", $"socket,id=stdin,path={input}", "-device", "virtserialport,bus=ports.0,nr=1,chardev=stdin",
        "-chardev", "stdio,id=stdout,signal=off", "-device", "virtserialport,bus=ports.0,nr=2,chardev=stdout",
    ];

    /// <summary>QEMU's arguments for the image.</summary>
    public static List<string> Hermit(string machine, BenchProgram program, string commandLine = "", int cpus = 1, int megabytes = 256) =>
        [.. Arguments(machine, program.HermitImage, commandLine, cpus, megabytes), "-device", "isa-debug-exit,iobase=0xf4,iosize=4"];

    /// <summary>QEMU's arguments for the image, so that its time counts instructions: one is a nanosecond.</summary>
    public static List<string> HermitCounted(string machine, BenchProgram program, string commandLine) =>
        [.. Hermit(machine, program, commandLine), "-icount", "shift=0"];

    /// <summary>QEMU's further arguments for a network card on microvm, the machine's port 8080 being a port of the host.</summary>
    public static string[] Network(int port) =>
    [
        "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-net-device,netdev=network",
        "-netdev", string.Create(CultureInfo.InvariantCulture, $"user,id=network,hostfwd=tcp:127.0.0.1:{port}-:8080"),
    ];

    /// <summary>QEMU's arguments for the least that it can boot.</summary>
    public static List<string> Floor(string machine, string image) =>
        [.. Arguments(machine, image, "", 1, 256), "-device", "isa-debug-exit,iobase=0xf4,iosize=4"];

    private static string[] Arguments(string machine, string kernel, string commandLine, int cpus, int megabytes) =>
    [
        "-M", machine, "-accel", "tcg", "-cpu", "max", "-m", $"{megabytes}M", "-smp", cpus.ToString(CultureInfo.InvariantCulture),
        "-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio", "-no-reboot",
        "-kernel", kernel, "-append", commandLine,
    ];
}
