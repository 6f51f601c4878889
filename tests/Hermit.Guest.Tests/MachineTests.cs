using System.Globalization;
using System.Text.RegularExpressions;
using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>The smallest program on every machine that an image boots on.</summary>
public sealed class MachineTests
{
    private const string Greeting = "Hello, World!\n";

    private static readonly GuestProgram s_hello = GuestProgram.Named("Hello");

    [Theory]
    [InlineData("microvm", 16)]
    [InlineData("microvm", 64)]
    [InlineData("microvm", 2048)]
    [InlineData("microvm", 6144)]
    [InlineData("pc", 16)]
    [InlineData("pc", 64)]
    [InlineData("pc", 5120)]
    [InlineData("q35", 16)]
    [InlineData("q35", 256)]
    public void Hello_boots(string machine, int memory)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine, Memory = memory });
        Assert.True(guest is { OutputText: Greeting, ExitCode: 0 }, guest.Tail());
        Assert.Empty(guest.ErrorText);
    }

    [Theory]
    [InlineData("microvm", 1)]
    [InlineData("microvm", 2)]
    [InlineData("microvm", 8)]
    [InlineData("pc", 2)]
    [InlineData("q35", 4)]
    public void Threads_run_on_every_processor(string machine, int cpus)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine, Cpus = cpus }, "Board", "processors");
        Assert.True(guest.OutputText == $"{cpus} processors\nthreads on {cpus}\n" && guest.ExitCode == 0, guest.Tail());
    }

    [Theory]
    [InlineData("microvm", 2)]
    [InlineData("q35", 4)]
    public void Time_is_the_same_on_every_processor(string machine, int cpus)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine, Cpus = cpus }, "Board", "clocks");
        Assert.True(guest is { OutputText: "0 times back\n", ExitCode: 0 }, guest.Tail());
    }

    [Fact]
    public void A_panic_shows_where_every_processor_was()
    {
        RunResult guest = Boot(new GuestMachine { Cpus = 2, Memory = 24 }, "Board", "panic");
        Assert.Equal(255, guest.ExitCode);
        Assert.Contains("kernel panic: out of memory", guest.OutputText, StringComparison.Ordinal);
        Assert.Matches("processor [01] was here:\n   at ", guest.OutputText);
    }

    [Theory]
    [InlineData("microvm")]
    [InlineData("pc")]
    public void Too_little_memory_is_said(string machine)
    {
        // Behind the launcher's back, which would not even start such a machine.
        RunResult guest = Boot(new GuestMachine { Type = machine, QemuArguments = "-m 4" });
        Assert.NotEqual(0, guest.ExitCode);
        Assert.False(guest.TimedOut, guest.Tail());
        Assert.Contains("too little memory", guest.OutputText + guest.ErrorText, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("[0-9]+ (MiB|MB)", guest.OutputText + guest.ErrorText);
    }

    [Fact]
    public void Hello_boots_twenty_times_over()
    {
        for (int i = 0; i < 20; i++)
        {
            RunResult guest = Boot(new GuestMachine { Memory = 16 + i });
            Assert.True(guest is { OutputText: Greeting, ExitCode: 0 }, $"boot {i}: {guest.Tail()}");
        }
    }

    // QEMU's BIOS works in RAM that it then reports as free, 16 MiB below the top: where the end of this image is.
    [Theory]
    [InlineData("microvm", 57)]
    [InlineData("pc", 44)]
    [InlineData("pc", 46)]
    [InlineData("pc", 57)]
    [InlineData("pc", 60)]
    [InlineData("q35", 46)]
    [InlineData("q35", 57)]
    [InlineData("q35", 60)]
    public void Large_image_is_whole_or_the_memory_it_needs_is_named(string machine, int memory)
    {
        // Behind the launcher's back, which refuses what no kernel could start in, but does not know where the BIOS works.
        RunResult guest = Boot(new GuestMachine { Type = machine, QemuArguments = $"-m {memory}" }, "LargeContent");
        if (guest.OutputText == "5000000 lines, 0 wrong\n")
            return;
        int needed = NeededMemory(guest);
        Assert.True(needed > memory, guest.Tail());
        guest = Boot(new GuestMachine { Type = machine, Memory = needed }, "LargeContent");
        Assert.True(guest is { OutputText: "5000000 lines, 0 wrong\n", ExitCode: 0 }, guest.Tail());
    }

    [Theory]
    [InlineData("microvm", 4)]
    [InlineData("microvm", 24)]
    [InlineData("microvm", 42)]
    [InlineData("pc", 24)]
    public void Image_larger_than_the_memory_says_how_much_it_needs(string machine, int memory) =>
        Assert.InRange(NeededMemory(Boot(new GuestMachine { Type = machine, QemuArguments = $"-m {memory}" }, "LargeContent")), 43, 64);

    [Theory]
    [InlineData("qemu32", "no 64-bit mode")]
    [InlineData("qemu64,-nx", "no no-execute pages")]
    public void Processor_that_cannot_run_the_kernel_is_said(string processor, string message)
    {
        foreach (string machine in (string[])["microvm", "pc"])
        {
            RunResult guest = Boot(new GuestMachine { Type = machine, QemuArguments = $"-cpu {processor}" });
            Assert.True(guest.ExitCode == 255 && guest.OutputText.Contains(message, StringComparison.Ordinal), guest.Tail());
        }
    }

    [Fact]
    public void Instructions_that_the_processor_lacks_are_named()
    {
        RunResult guest = Boot(new GuestMachine { QemuArguments = "-cpu Nehalem" }, "Board");
        Assert.Equal(255, guest.ExitCode);
        Assert.Contains("AVX2", guest.OutputText, StringComparison.Ordinal);
        Assert.DoesNotContain("while reporting", guest.OutputText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("microvm", "1970-01-02")]
    [InlineData("pc", "1985-01-01")]
    [InlineData("pc", "1999-06-15")]
    [InlineData("microvm", "1999-12-30")]
    [InlineData("q35", "2068-01-01")]
    [InlineData("pc", "2090-03-01")]
    public void Battery_backed_clock_has_a_century(string machine, string date)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine, QemuArguments = $"-rtc base={date}" }, "Board");
        Assert.True(guest.OutputText == date[..4] + "\n", guest.Tail());
    }

    // The clock is measured twice, the second time 16 ms after the boot.
    [Theory]
    [InlineData("microvm")]
    [InlineData("q35")]
    public void Time_never_goes_back_and_sleepers_wake(string machine)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine }, "Board", "clock");
        Assert.True(guest is { OutputText: "0 times back; sleeping\nawake\n", ExitCode: 0 }, guest.Tail());
    }

    [Theory]
    [InlineData("microvm", "-cpu max", "256 values")]
    [InlineData("microvm", "-cpu max,-rdrand", "no secrets")]
    [InlineData("microvm", "-cpu max,-rdrand -global virtio-mmio.force-legacy=false -device virtio-rng-device", "256 values")]
    [InlineData("pc", "-cpu max,-rdrand -device virtio-rng-pci", "256 values")]
    [InlineData("q35", "-cpu max,-rdrand -device virtio-rng-pci", "256 values")]
    [InlineData("q35", "-cpu max,-rdrand -device pcie-root-port,id=root -device virtio-rng-pci,bus=root", "256 values")]
    public void Secrets_come_from_hardware_or_not_at_all(string machine, string arguments, string line)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine, QemuArguments = arguments }, "Board", "secret");
        Assert.True(guest.OutputText == line + "\n", guest.Tail());
    }

    [Fact]
    public void Random_bytes_without_a_source_throw_and_say_what_is_missing()
    {
        RunResult guest = Boot(new GuestMachine { QemuArguments = "-cpu max,-rdrand" }, "Digests", "random-bytes");
        Assert.Contains("CryptographicException", guest.ErrorText, StringComparison.Ordinal);
        Assert.Contains("lacks RDRAND", guest.ErrorText, StringComparison.Ordinal);
    }

    private static int NeededMemory(RunResult guest)
    {
        Match match = Regex.Match(guest.OutputText, "needs a machine with at least ([0-9]+) MiB of memory");
        Assert.True(guest.ExitCode == 255 && match.Success, guest.Tail());
        return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static RunResult Boot(GuestMachine machine) => machine.Boot(Publisher.Publish(s_hello, Publisher.Guest).Executable, []);

    private static RunResult Boot(GuestMachine machine, string program, params string[] arguments) =>
        machine.Boot(Publisher.Publish(GuestProgram.Named(program), Publisher.Guest).Executable, arguments);
}
