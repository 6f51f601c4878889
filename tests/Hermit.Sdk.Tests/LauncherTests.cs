using Hermit.Run;

namespace Hermit.Sdk.Tests;

/// <summary>The launcher with a machine-code guest, so that only QEMU and the launcher are under test.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _image;

    public LauncherTests()
    {
        _image = _folder["image"];
        TestImage.Write(_image);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("microvm")]
    [InlineData("pc")]
    [InlineData("q35")]
    public void Passes_output_input_error_and_exit_code_through(string machine)
    {
        ProgramRun run = ProgramRun.OfLauncher(["--console", "serial", "--machine", machine, "--set", "a=b", _image, "--", "x", "y z", "say \"hi\"", "back\\slash", ""], input: "typed\n");

        Assert.Equal("stderr=com2 a=b -- x \"y z\" \"say \\\"hi\\\"\" \"back\\\\slash\" \"\"\ntyped\n", run.Output);
        Assert.Equal("on stderr\n", run.Error);
        Assert.Equal(42, run.ExitCode);
    }

    [Fact]
    public void Says_so_when_the_guest_resets_without_an_exit_code()
    {
        ProgramRun run = ProgramRun.OfLauncher(["--console", "serial", _image], input: "!");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("error HERMIT2011: The guest stopped without an exit code", run.Error);
    }

    [Fact]
    public void Ends_a_guest_that_takes_too_long()
    {
        // Nothing runs before gdb says so.
        ProgramRun run = ProgramRun.OfLauncher(["--timeout", "1", "--debug", "--gdb-port", "41234", _image]);

        Assert.Equal(ExitCodes.TimedOut, run.ExitCode);
        Assert.Contains("HERMIT2014", run.Error);
        Assert.Contains("target remote 127.0.0.1:41234", run.Error);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("1M")]
    [InlineData("41")]
    [InlineData("40960K")]
    public void Refuses_a_machine_that_the_image_does_not_fit_into(string memory)
    {
        string image = _folder["large"];
        File.WriteAllBytes(image, ElfHeader(0x20_0000, 38 << 20));

        ProgramRun run = ProgramRun.OfLauncher(["--memory", memory, image]);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("error HERMIT2015: The image reaches up to 40 MiB and needs a machine with at least 42 MiB of memory", run.Error);
    }

    [Fact]
    public void An_image_for_AArch64_gets_its_own_emulator_machine_and_way_to_end()
    {
        string image = _folder["arm64"];
        byte[] header = ElfHeader(0x4020_1000, 1 << 20);
        header[18] = 183;
        File.WriteAllBytes(image, header);
        var environment = new Dictionary<string, string?> { ["HERMIT_QEMU"] = null };
        string[] words = ProgramRun.OfLauncher(["--print", "--network", "user", "--memory", "64M", "--qemu", "/bin/sh", image], environment).Output.Split(' ');

        Assert.Equal("virt,gic-version=3", words[Array.IndexOf(words, "-M") + 1]);
        Assert.Equal("enable=on,target=native,chardev=exit", words[Array.IndexOf(words, "-semihosting-config") + 1]);
        Assert.Contains("virtio-net-device,netdev=network", words);
        Assert.DoesNotContain(words, word => word.StartsWith("isa-", StringComparison.Ordinal));
    }

    [Fact]
    public void Memory_is_counted_from_where_the_machine_has_it()
    {
        string image = _folder["arm64"];
        byte[] header = ElfHeader(0x4020_0000, 38 << 20);
        header[18] = 183;
        File.WriteAllBytes(image, header);

        ProgramRun run = ProgramRun.OfLauncher(["--memory", "41M", "--qemu", "/bin/sh", image]);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("error HERMIT2015: The image reaches up to 40 MiB and needs a machine with at least 42 MiB of memory", run.Error);
    }

    [Theory]
    [InlineData("64M", 64ul << 20)]
    [InlineData("2g", 2ul << 30)]
    [InlineData("128", 128ul << 20)]
    [InlineData("512k", 512ul << 10)]
    [InlineData("size=1G,slots=2", null)]
    [InlineData("", null)]
    public void Reads_amounts_of_memory_as_QEMU_does(string text, ulong? bytes) => Assert.Equal(bytes, ImageMemory.ParseMemory(text));

    [Fact]
    public void Names_the_packages_when_QEMU_is_missing()
    {
        var environment = new Dictionary<string, string?> { ["HERMIT_QEMU"] = _folder["no-such-qemu"] };
        ProgramRun run = ProgramRun.OfLauncher([_image], environment);

        Assert.Equal(ExitCodes.NotFound, run.ExitCode);
        Assert.Contains("error HERMIT2010: QEMU is missing", run.Error);
        Assert.Contains("apt install qemu-system-x86", run.Error);
        Assert.Contains("brew install qemu", run.Error);
        Assert.Contains("winget install", run.Error);
    }

    [Fact]
    public void Shows_what_QEMU_says_of_wrong_arguments()
    {
        ProgramRun run = ProgramRun.OfLauncher(["--qemu-arguments", "-device no-such-device", _image]);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("no-such-device", run.Error);
        Assert.Contains("error HERMIT2012", run.Error);
    }

    [Theory]
    [InlineData("HERMIT2013: The image", "no-such-image")]
    [InlineData("HERMIT2013: No image was named")]
    [InlineData("HERMIT2013: The option --colour is unknown", "--colour", "red", "image")]
    [InlineData("HERMIT2013: --cpus is 'many', but has to be a number from 1 to 64", "--cpus", "many", "image")]
    [InlineData("HERMIT2013: --network is 'bridge'", "--network", "bridge", "image")]
    [InlineData("HERMIT2013: --port is '80', but has to be", "--port", "80", "image")]
    [InlineData("HERMIT2013: --port is '8080:70000', but has to be", "--port", "8080:70000", "image")]
    [InlineData("HERMIT2013: Ports are forwarded by QEMU's own router", "--port", "8080:80", "image")]
    [InlineData("HERMIT2013: 'more' comes after the image", "image", "more")]
    public void Explains_a_wrong_command_line(string message, params string[] arguments)
    {
        ProgramRun run = ProgramRun.OfLauncher(arguments);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public void Prints_the_command_line_on_request()
    {
        ProgramRun run = ProgramRun.OfLauncher(["--print", "--memory", "64M", "--cpus", "2", _image]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("-m 64M -smp 2", run.Output);
        Assert.Contains("-M microvm,pic=on,pit=on,rtc=on,isa-serial=on", run.Output);
    }

    [Theory]
    [InlineData("microvm", "virtio-net-device")]
    [InlineData("q35", "virtio-net-pci")]
    public void Forwards_ports_of_this_computer(string machine, string card)
    {
        ProgramRun run = ProgramRun.OfLauncher(
            ["--print", "--machine", machine, "--network", "user", "--port", "8080:80", "--port", "0.0.0.0:5353:53/udp", _image]);

        Assert.Contains("-netdev user,id=network,hostfwd=tcp:127.0.0.1:8080-:80,hostfwd=udp:0.0.0.0:5353-:53", run.Output);
        Assert.Contains($"-device {card},netdev=network", run.Output);
    }

    /// <summary>The headers of a file with one segment.</summary>
    private static byte[] ElfHeader(ulong address, ulong size)
    {
        byte[] header = new byte[64 + 56];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(header);
        header[32] = 64;
        header[56] = 1;
        header[64] = 1;
        BitConverter.TryWriteBytes(header.AsSpan(64 + 24), address);
        BitConverter.TryWriteBytes(header.AsSpan(64 + 40), size);
        return header;
    }
}
