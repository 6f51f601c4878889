using System.Globalization;

namespace Hermit.Run;

/// <summary>QEMU's command line for an image.</summary>
/// <remarks>
/// The guest's console is COM1, on QEMU's standard input and output. Standard error is COM2. The exit code is what the
/// kernel writes to the debug console at port 0x404; isa-debug-exit then ends QEMU. A reset ends QEMU as well, so that
/// a crash does not become a boot loop.
/// </remarks>
internal static class QemuCommand
{
    /// <summary>The arguments of QEMU.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="errorBackend">QEMU's character device behind COM2, without its id, such as <c>socket,path=…</c>.</param>
    /// <param name="exitFile">The file that receives the exit code.</param>
    public static List<string> Arguments(LaunchOptions options, string errorBackend, string exitFile)
    {
        List<string> arguments =
        [
            "-M", Machine(options.Machine),
            "-accel", options.Accelerator,
            "-cpu", "max",
            "-m", options.Memory,
            "-smp", options.Cpus.ToString(CultureInfo.InvariantCulture),
            "-kernel", options.Image,
            "-nodefaults", "-no-user-config", "-display", "none",
            "-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console",
            "-chardev", $"{Before(errorBackend)},id=err{After(errorBackend)}", "-device", "isa-serial,iobase=0x2f8,irq=3,chardev=err",
            "-chardev", $"file,id=exit,path={Escape(exitFile)}", "-device", "isa-debugcon,iobase=0x404,chardev=exit",
            "-device", "isa-debug-exit,iobase=0xf4,iosize=4",
            "-no-reboot",
        ];
        if (options.Machine == "microvm")
            arguments.AddRange(["-global", "virtio-mmio.force-legacy=false"]);
        if (options.Network != "none")
            arguments.AddRange(["-netdev", NetworkBackend(options), "-device", $"{(options.Machine == "microvm" ? "virtio-net-device" : "virtio-net-pci")},netdev=network"]);
        if (options.Debug)
            arguments.AddRange(["-gdb", $"tcp:127.0.0.1:{options.GdbPort.ToString(CultureInfo.InvariantCulture)}", "-S"]);
        arguments.AddRange(options.QemuArguments);
        arguments.AddRange(["-append", KernelCommandLine(options)]);
        return arguments;
    }

    /// <summary>The kernel's command line: configuration words, then <c> -- </c> and the program's arguments.</summary>
    public static string KernelCommandLine(LaunchOptions options)
    {
        IEnumerable<string> words = ["stderr=com2", .. options.Configuration];
        if (options.Arguments.Count > 0)
            words = [.. words, "--", .. options.Arguments.Select(CommandWords.Quote)];
        return string.Join(' ', words);
    }

    /// <summary>A value inside a QEMU option, in which a comma is written twice.</summary>
    public static string Escape(string value) => value.Replace(",", ",,");

    private static string Machine(string machine) => machine == "microvm" ? "microvm,pic=on,pit=on,rtc=on,isa-serial=on" : machine;

    private static string NetworkBackend(LaunchOptions options)
    {
        if (options.Network == "user")
            return string.Join(',', options.Ports.Select(port => port.ToQemu()).Prepend("user,id=network"));
        string interfaceName = options.Network.Length > 4 ? $",ifname={Escape(options.Network[4..])}" : "";
        return $"tap,id=network{interfaceName},script=no,downscript=no";
    }

    private static string Before(string backend) => backend[..backend.IndexOf(',')];

    private static string After(string backend) => backend[backend.IndexOf(',')..];
}
