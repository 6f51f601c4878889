using System.Globalization;

namespace Hermit.Bench;

/// <summary>
/// The virtual machines of a comparison, of one architecture. Both sides get the same one: TCG, one CPU, 256 MB, unless told otherwise. A machine is the
/// command that starts it: QEMU and its arguments.
/// </summary>
internal abstract class Machines
{
    /// <summary>Those of images for a runtime identifier.</summary>
    /// <exception cref="BenchException">There are none.</exception>
    public static Machines For(string rid) => rid switch
    {
        "hermit-x64" => new X64Machines(),
        "hermit-arm64" => new Arm64Machines(),
        _ => throw new BenchException($"There are no machines to measure '{rid}' on: hermit-x64 and hermit-arm64 are possible."),
    };

    /// <summary>The architecture, as runtime identifiers have it.</summary>
    public abstract string Architecture { get; }

    /// <summary>The architecture, as Debian's packages have it.</summary>
    public abstract string DebianArchitecture { get; }

    /// <summary>QEMU's <c>-M</c> by the name used in reports.</summary>
    public abstract IReadOnlyList<(string Name, string Argument)> All { get; }

    /// <summary>MSBuild's properties for a static Linux program.</summary>
    public abstract string[] LinuxProperties { get; }

    /// <summary>The Linux guest's device for its first serial line.</summary>
    public abstract string LinuxSerialLine { get; }

    /// <summary>What Linux boots fastest with.</summary>
    protected abstract string LinuxCommandLine { get; }

    /// <summary>QEMU's program and CPU.</summary>
    protected abstract string[] Emulator { get; }

    /// <summary>QEMU's arguments for the way in which an image ends the machine.</summary>
    protected abstract string[] Exit { get; }

    /// <summary>Makes the kernel that QEMU starts of the file in Debian's package.</summary>
    public abstract byte[] UnpackKernel(byte[] vmlinuz);

    /// <summary>Writes the least that the machines can boot: it says <see cref="FloorImage.Line"/> and ends QEMU.</summary>
    public abstract void WriteFloor(string path);

    /// <summary>Installs what a Linux program is linked with.</summary>
    public virtual void InstallLinker()
    {
    }

    /// <summary>The Linux guest whose /init is the program.</summary>
    public List<string> Linux(string machine, BenchProgram program, string kernel, int cpus = 1, int megabytes = 256) =>
        [.. Command(machine, kernel, LinuxCommandLine, cpus, megabytes), "-initrd", program.LinuxDisk];

    /// <summary>The Linux guest whose program reads from a socket and writes to QEMU's output; what else is said goes to a file.</summary>
    public List<string> LinuxWithPorts(string machine, BenchProgram program, string kernel, string input, string messages, int megabytes) =>
    [
        .. Linux(machine, program, kernel, 1, megabytes).Select(word => word == "stdio" ? $"file:{messages}" : word),
        "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-serial-device,id=ports,max_ports=8",
        "-chardev", $"socket,id=stdin,path={input}", "-device", "virtserialport,bus=ports.0,nr=1,chardev=stdin",
        "-chardev", "stdio,id=stdout,signal=off", "-device", "virtserialport,bus=ports.0,nr=2,chardev=stdout",
    ];

    /// <summary>The image's.</summary>
    public List<string> Hermit(string machine, BenchProgram program, string commandLine = "", int cpus = 1, int megabytes = 256) =>
        [.. Command(machine, program.HermitImage, commandLine, cpus, megabytes), .. Exit];

    /// <summary>The image's, its time counting instructions: one is a nanosecond.</summary>
    public List<string> HermitCounted(string machine, BenchProgram program, string commandLine) =>
        [.. Hermit(machine, program, commandLine), "-icount", "shift=0"];

    /// <summary>What is booted by <see cref="WriteFloor"/>.</summary>
    public List<string> Floor(string machine, string image) => [.. Command(machine, image, "", 1, 256), .. Exit];

    /// <summary>QEMU's further arguments for a network card without PCI, the machine's port 8080 being a port of the host.</summary>
    public static string[] Network(int port) =>
    [
        "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-net-device,netdev=network",
        "-netdev", string.Create(CultureInfo.InvariantCulture, $"user,id=network,hostfwd=tcp:127.0.0.1:{port}-:8080"),
    ];

    private string[] Command(string machine, string kernel, string commandLine, int cpus, int megabytes) =>
    [
        .. Emulator, "-M", machine, "-accel", "tcg", "-m", $"{megabytes}M", "-smp", cpus.ToString(CultureInfo.InvariantCulture),
        "-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio", "-no-reboot",
        "-kernel", kernel, "-append", commandLine,
    ];
}
