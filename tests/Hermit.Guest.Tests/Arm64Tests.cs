using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Reporting;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>A part of the suite on AArch64, which takes a minute. All of it runs there with HERMIT_GUEST_RID=hermit-arm64.</summary>
public sealed class Arm64Tests
{
    private const string Guest = "hermit-arm64";
    private const string Machine = "virt";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private static readonly GuestProgram s_hello = GuestProgram.Named("Hello");
    private static readonly GuestProgram s_tour = GuestProgram.Sample("Tour");

    [Theory]
    [InlineData("")]
    [InlineData("-M virt,gic-version=3")]
    [InlineData("-M virt,virtualization=on")]
    [InlineData("-cpu cortex-a72")]
    public void Hello_boots_in_16_MiB(string arguments) => SaysHello(arguments);

    /// <summary>Of two images QEMU starts the last one, which it loads as a boot loader of Linux would.</summary>
    [Fact]
    public void The_form_without_ELF_boots() => SaysHello($"-kernel {Publisher.Publish(s_hello, Guest).Executable}.Image");

    /// <summary>
    /// Exceptions, dispatch, threads, tasks, collector and libraries. The second processor is one without atomic instructions, and without one for random
    /// numbers.
    /// </summary>
    [Theory]
    [InlineData(1, "")]
    [InlineData(4, "-cpu cortex-a72 -device virtio-rng-device")]
    public void The_tour_prints_what_it_prints_on_Linux(int cpus, string arguments) =>
        Compare(new GuestMachine { Type = Machine, Memory = 128, Cpus = cpus, QemuArguments = arguments, Timeout = s_patience });

    [Fact]
    public void A_collection_at_every_turn_finds_every_reference() =>
        Compare(new GuestMachine { Type = Machine, Memory = 128, Cpus = 2, Configuration = ["gcstress=64"], Timeout = s_patience }, "exceptions", "threads", "async", "collections", "lifetimes");

    private static void Compare(GuestMachine machine, params string[] topics)
    {
        RunResult host = HostProcess.Run(Publisher.Publish(s_tour, Publisher.Host).Executable, topics, [], new Dictionary<string, string>(), s_patience);
        Assert.Contains(" topics toured", host.OutputText);
        RunResult guest = machine.Boot(Publisher.Publish(s_tour, Guest).Executable, topics);
        if (Difference.Between(host.Output, guest.Output) is { } difference)
            Assert.Fail($"{difference}\nthe guest's {guest.Tail()}");
        Assert.Equal(0, guest.ExitCode);
        Assert.Empty(guest.ErrorText);
    }

    private static void SaysHello(string arguments)
    {
        RunResult guest = new GuestMachine { Type = Machine, Memory = 16, QemuArguments = arguments }.Boot(Publisher.Publish(s_hello, Guest).Executable, []);
        Assert.True(guest is { OutputText: "Hello, World!\n", ExitCode: 0 }, guest.Tail());
        Assert.Empty(guest.ErrorText);
    }
}
