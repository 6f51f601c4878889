using System.Globalization;

namespace Hermit.Run;

/// <summary>QEMU's command line for an image.</summary>
/// <remarks>
/// The guest's console is a virtio console with a port for each of standard input, output and error, and one for what the launcher has to say.
/// The serial line, on QEMU's standard input and output, is what the kernel falls back to. A reset ends QEMU, so that a crash does not become a
/// boot loop.
/// </remarks>
internal static class QemuCommand
{
    /// <summary>The arguments of QEMU.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="architecture">What the image is for.</param>
    /// <param name="channels">The ways between launcher and guest.</param>
    /// <param name="exitFile">The file that receives the exit code.</param>
    public static List<string> Arguments(LaunchOptions options, GuestArchitecture architecture, GuestChannels channels, string exitFile)
    {
        string machine = options.Machine.Length > 0 ? options.Machine : architecture.DefaultMachine;
        bool hasPci = machine is not ("microvm" or "virt");
        List<string> arguments =
        [
            "-M", Machine(machine),
            "-accel", options.Accelerator,
            "-cpu", "max",
            "-m", options.Memory,
            "-smp", options.Cpus.ToString(CultureInfo.InvariantCulture),
            "-kernel", options.Image,
            "-nodefaults", "-no-user-config", "-display", "none",
            "-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console",
            "-chardev", $"file,id=exit,path={Escape(exitFile)}",
            "-no-reboot",
        ];
        arguments.AddRange(architecture == GuestArchitecture.Arm64 ? ExitOfArm64 : ErrorAndExitOfX64(channels));
        if (!hasPci)
            arguments.AddRange(["-global", "virtio-mmio.force-legacy=false"]);
        arguments.AddRange(["-chardev", channels.Monitor.Backend, "-mon", "chardev=monitor,mode=control"]);
        if (options.UsesPorts)
            arguments.AddRange(ConsoleDevice(options, hasPci, channels));
        if (options.Network != "none")
            arguments.AddRange(["-netdev", NetworkBackend(options), "-device", $"{VirtioDevice(hasPci, "net")},netdev=network"]);
        if (options.Capture is { } capture)
            arguments.AddRange(["-object", $"filter-dump,id=capture,netdev=network,file={Escape(capture)}"]);
        if (options.Debug)
            arguments.AddRange(["-gdb", $"tcp:127.0.0.1:{options.GdbPort.ToString(CultureInfo.InvariantCulture)}", "-S"]);
        arguments.AddRange(options.QemuArguments);
        arguments.AddRange(["-append", KernelCommandLine(options)]);
        return arguments;
    }

    /// <summary>
    /// The exit code is what the kernel writes to the debug console at port 0x404; isa-debug-exit then ends QEMU. COM2 is for errors what COM1 is for
    /// output.
    /// </summary>
    private static List<string> ErrorAndExitOfX64(GuestChannels channels) =>
    [
        "-chardev", channels.SerialError.Backend, "-device", "isa-serial,iobase=0x2f8,irq=3,chardev=serial-error",
        "-device", "isa-debugcon,iobase=0x404,chardev=exit",
        "-device", "isa-debug-exit,iobase=0xf4,iosize=4",
    ];

    /// <summary>The exit code is what the kernel writes to the console of semihosting, by which it then ends QEMU.</summary>
    private static List<string> ExitOfArm64 => ["-semihosting-config", "enable=on,target=native,chardev=exit"];

    /// <summary>The kernel's command line: configuration words, then <c> -- </c> and the program's arguments.</summary>
    public static string KernelCommandLine(LaunchOptions options)
    {
        IEnumerable<string> words = [$"stderr={(HostStreams.ErrorIsOutput ? "stdout" : "com2")}", .. options.Environment.Values.Select(variable => CommandWords.Quote($"env.{variable.Key}={variable.Value}")), .. options.Configuration.Select(CommandWords.Quote)];
        if (options.Arguments.Count > 0)
            words = [.. words, "--", .. options.Arguments.Select(CommandWords.Quote)];
        return string.Join(' ', words);
    }

    /// <summary>A value inside a QEMU option, in which a comma is written twice.</summary>
    public static string Escape(string value) => value.Replace(",", ",,");

    // Of the interrupt controllers of virt the usual one knows eight processors.
    private static string Machine(string machine) => machine switch
    {
        "microvm" => "microvm,pic=on,pit=on,rtc=on,isa-serial=on",
        "virt" => "virt,gic-version=3",
        _ => machine,
    };

    private static string NetworkBackend(LaunchOptions options)
    {
        if (options.Network == "user")
            return string.Join(',', options.Ports.Select(port => port.ToQemu()).Prepend("user,id=network"));
        string interfaceName = options.Network.Length > 4 ? $",ifname={Escape(options.Network[4..])}" : "";
        return $"tap,id=network{interfaceName},script=no,downscript=no";
    }

    private static string VirtioDevice(bool hasPci, string kind) => $"virtio-{kind}-{(hasPci ? "pci" : "device")}";

    // Port 0 is for a console without ports apart.
    private static List<string> ConsoleDevice(LaunchOptions options, bool hasPci, GuestChannels channels)
    {
        // With emulation the processor waits for QEMU's main loop either way; at once is faster.
        string atOnce = hasPci && options.Accelerator == "tcg" ? ",ioeventfd=off" : "";
        List<string> arguments = ["-device", $"{VirtioDevice(hasPci, "serial")},id=ports,max_ports=8{atOnce}"];
        string[] names = ["stdin", "stdout", "stderr", "control"];
        for (int i = 0; i < names.Length; i++)
        {
            arguments.AddRange(["-chardev", channels.Ports[i].Backend]);
            arguments.AddRange(["-device", string.Create(CultureInfo.InvariantCulture, $"virtserialport,bus=ports.0,nr={i + 1},chardev={names[i]},name=hermit.{names[i]}")]);
        }

        return arguments;
    }
}
