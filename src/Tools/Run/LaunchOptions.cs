using System.Globalization;

namespace Hermit.Run;

/// <summary>What the launcher was asked to do.</summary>
internal sealed class LaunchOptions
{
    /// <summary>How the launcher is called, for messages.</summary>
    public const string Usage = """
        hermit-run [options] IMAGE [-- ARGUMENTS]     boots IMAGE in QEMU; ARGUMENTS reach Main
          --machine microvm|pc|q35|virt
                                       the machine (microvm; virt for arm64)
          --memory SIZE                its memory, as 64M or 2G; a number alone counts MiB (256M)
          --cpus N                     its processors (1)
          --accelerator NAME           tcg, kvm, hvf or whpx (tcg)
          --network none|user|tap[:NAME]
                                       the network card: none, behind QEMU's own router, or on a tap device (none)
          --capture FILE               writes the packets to FILE, in the form that tshark and Wireshark read
          --port PORT:GUEST-PORT[/udp] forwards a port of this computer; several times for several ports
          --console virtio|serial      what the program reads and writes: ports of a virtio console, or a serial line,
                                       which is slow (virtio)
          -e, --env NAME[=VALUE]       a variable of the program's environment; without a value, as it is here
          --launch-settings FILE       passes on the variables of the profile that 'dotnet run' has chosen there
          --grace SECONDS|none         how long the program may take to end after Ctrl-C or a signal, before it is ended
                                       hard, as by a second one; none lets it handle as many as come (30)
          --set KEY=VALUE              overrides a configuration value of the image
          --debug                      stops before the first instruction and waits for gdb
          --gdb-port PORT              where to wait for it (1234)
          --timeout SECONDS            ends the guest after so long, with exit code 124
          --qemu PATH                  the emulator, else HERMIT_QEMU, else found on PATH
          --qemu-arguments "..."       more arguments for it
          --print                      prints the emulator's command line instead of running it
          --describe                   prints the image's size and the memory that it needs instead of running it
          @FILE                        reads options from a file
        """;

    /// <summary>The bootable ELF file.</summary>
    public string Image { get; private set; } = "";

    /// <summary>The arguments of the guest's <c>Main</c>.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>QEMU's machine type, without its options; empty for the usual one of the image's architecture.</summary>
    public string Machine { get; private set; } = "";

    /// <summary>Memory in QEMU's notation.</summary>
    public string Memory { get; private set; } = "256M";

    /// <summary>Number of processors.</summary>
    public int Cpus { get; private set; } = 1;

    /// <summary>QEMU's accelerator.</summary>
    public string Accelerator { get; private set; } = "tcg";

    /// <summary>The network card: <c>none</c>, <c>user</c>, <c>tap</c> or <c>tap:NAME</c>.</summary>
    public string Network { get; private set; } = "none";

    /// <summary>The file that the packets are written to, in pcap's form; null for none.</summary>
    public string? Capture { get; private set; }

    /// <summary>Ports of this computer that lead to the guest.</summary>
    public List<PortForward> Ports { get; } = [];

    /// <summary>Whether the program's console is a virtio console rather than a serial line.</summary>
    public bool UsesPorts { get; private set; } = true;

    /// <summary>The program's environment.</summary>
    public GuestEnvironment Environment { get; } = new();

    /// <summary>How long the guest may go on after a signal; null for as long as it wants, and however many come.</summary>
    public TimeSpan? Grace { get; private set; } = TimeSpan.FromSeconds(30);

    /// <summary><c>key=value</c> words for the kernel.</summary>
    public List<string> Configuration { get; } = [];

    /// <summary>Whether to wait for gdb before the first instruction.</summary>
    public bool Debug { get; private set; }

    /// <summary>TCP port for gdb.</summary>
    public int GdbPort { get; private set; } = 1234;

    /// <summary>How long the guest may run; null for ever.</summary>
    public TimeSpan? Timeout { get; private set; }

    /// <summary>Path of QEMU, or null to search for it.</summary>
    public string? Qemu { get; private set; }

    /// <summary>Further arguments for QEMU.</summary>
    public List<string> QemuArguments { get; } = [];

    /// <summary>Whether to print QEMU's command line instead of running it.</summary>
    public bool Print { get; private set; }

    /// <summary>Whether to say what the image is instead of running it.</summary>
    public bool Describe { get; private set; }

    /// <summary>Whether only <see cref="Usage"/> was asked for.</summary>
    public bool Help { get; private set; }

    /// <summary>Reads the launcher's command line.</summary>
    /// <exception cref="LaunchException">An option is unknown or has a wrong value, or the image is missing.</exception>
    public static LaunchOptions Parse(IEnumerable<string> arguments)
    {
        var options = new LaunchOptions();
        var words = new Queue<string>(arguments);
        while (words.TryDequeue(out string? word))
        {
            if (word == "--")
            {
                options.Arguments.AddRange(words);
                break;
            }
            if (word.StartsWith('@'))
                words = new Queue<string>(ReadResponseFile(word[1..]).Concat(words));
            else if (word.StartsWith('-'))
                options.Take(word, words);
            else if (options.Image.Length == 0)
                options.Image = word;
            else
                throw Wrong($"'{word}' comes after the image. Arguments of the program follow '--'.");
        }
        if (options.Image.Length == 0 && !options.Help)
            throw Wrong("No image was named.");
        if (options.Ports.Count > 0 && options.Network != "user")
            throw Wrong("Ports are forwarded by QEMU's own router: --port needs --network user.");
        if (options.Capture is not null && options.Network == "none")
            throw Wrong("There are no packets without a network card: --capture needs --network user or tap.");
        return options;
    }

    private void Take(string option, Queue<string> words)
    {
        switch (option)
        {
            case "--help" or "-h": Help = true; return;
            case "--debug": Debug = true; return;
            case "--print": Print = true; return;
            case "--describe": Describe = true; return;
        }
        if (!words.TryDequeue(out string? value))
            throw Wrong($"The option {option} is unknown or lacks its value.");
        switch (option)
        {
            case "--machine": Machine = value; break;
            case "--memory": Memory = value; break;
            case "--cpus": Cpus = Number(option, value, 1, 64); break;
            case "--accelerator": Accelerator = value; break;
            case "--network": Network = IsNetwork(value) ? value : throw Wrong($"--network is '{value}', but has to be none, user, tap or tap:NAME."); break;
            case "--capture": Capture = value; break;
            case "--port": Ports.Add(PortForward.TryParse(value) ?? throw Wrong($"--port is '{value}', but has to be {PortForward.Form}.")); break;
            case "--console": UsesPorts = value is "virtio" or "serial" ? value == "virtio" : throw Wrong($"--console is '{value}', but has to be virtio or serial."); break;
            case "-e" or "--env":
                if (!Environment.TryAdd(value))
                    throw Wrong($"{option} is '{value}', but has to be NAME or NAME=VALUE.");
                break;
            case "--launch-settings": Environment.AddLaunchProfile(value); break;
            case "--grace": Grace = value == "none" ? null : TimeSpan.FromSeconds(Number(option, value, 0, 1_000_000)); break;
            case "--set": Configuration.Add(value); break;
            case "--gdb-port": GdbPort = Number(option, value, 1, 65535); break;
            case "--timeout": Timeout = TimeSpan.FromSeconds(Number(option, value, 1, 1_000_000)); break;
            case "--qemu": Qemu = value; break;
            case "--qemu-arguments": QemuArguments.AddRange(CommandWords.Split(value)); break;
            default: throw Wrong($"The option {option} is unknown.");
        }
    }

    private static bool IsNetwork(string value) => value is "none" or "user" or "tap" || (value.StartsWith("tap:", StringComparison.Ordinal) && value.Length > 4);

    private static int Number(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Wrong($"{option} is '{value}', but has to be a number from {least} to {most}.");

    private static IEnumerable<string> ReadResponseFile(string path)
    {
        if (!File.Exists(path))
            throw Wrong($"The options file '{path}' does not exist.");
        return File.ReadLines(path).SelectMany(CommandWords.Split);
    }

    private static LaunchException Wrong(string message) =>
        new("HERMIT2013", message + System.Environment.NewLine + Usage, ExitCodes.Failed);
}
