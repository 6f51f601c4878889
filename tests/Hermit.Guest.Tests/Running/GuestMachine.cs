using System.Globalization;
using Hermit.Guest.Tests.Building;

namespace Hermit.Guest.Tests.Running;

/// <summary>A machine to boot an image on, by way of the launcher that users have.</summary>
internal sealed record GuestMachine
{
    // Two processors; more machines than that only slow each other down.
    private static readonly SemaphoreSlim s_slots = new(2);

    /// <summary>QEMU's machine type.</summary>
    public string Type { get; init; } = Publisher.Machine;

    /// <summary>Memory in MiB.</summary>
    public int Memory { get; init; } = 64;

    /// <summary>Number of processors.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>Words for the kernel's command line.</summary>
    public IReadOnlyList<string> Configuration { get; init; } = [];

    /// <summary>What the program's console is: <c>virtio</c> or <c>serial</c>.</summary>
    public string Console { get; init; } = "virtio";

    /// <summary>More options of the launcher.</summary>
    public IReadOnlyList<string> LauncherOptions { get; init; } = [];

    /// <summary>More arguments for QEMU; the last of several <c>-cpu</c> counts.</summary>
    public string QemuArguments { get; init; } = "";

    /// <summary>How long the guest may run.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Boots the image and waits for its end.</summary>
    /// <param name="image">The bootable ELF file.</param>
    /// <param name="arguments">The arguments of the guest's Main.</param>
    /// <param name="input">What the guest reads from standard input.</param>
    public RunResult Boot(string image, IEnumerable<string> arguments, byte[]? input = null)
    {
        List<string> words =
        [
            "exec", Repository.Launcher,
            "--machine", Type,
            "--memory", Memory.ToString(CultureInfo.InvariantCulture),
            "--cpus", Cpus.ToString(CultureInfo.InvariantCulture),
        ];
        words.AddRange(["--console", Console, .. LauncherOptions]);
        foreach (string word in Configuration)
            words.AddRange(["--set", word]);
        if (QemuArguments.Length != 0)
            words.AddRange(["--qemu-arguments", QemuArguments]);
        words.AddRange([image, "--", .. arguments]);

        s_slots.Wait();
        try
        {
            return ProcessRunner.Run(new RunRequest("dotnet", words) { Input = input ?? [], Timeout = Timeout, WorkingDirectory = Path.GetTempPath() });
        }
        finally
        {
            s_slots.Release();
        }
    }
}
