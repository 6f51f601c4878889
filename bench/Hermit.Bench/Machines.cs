namespace Hermit.Bench;

/// <summary>The virtual machines of a comparison. Both sides get the same one.</summary>
internal static class Machines
{
    /// <summary>QEMU's <c>-M</c> by the name used in reports.</summary>
    public static readonly (string Name, string Argument)[] All =
    [
        ("microvm", "microvm,pic=on,pit=on,rtc=on,isa-serial=on"),
        ("pc", "pc"),
    ];

    /// <summary>QEMU's arguments that are the same for every guest.</summary>
    public static List<string> Arguments(string machine, string kernel, string commandLine) =>
    [
        "-M", machine, "-accel", "tcg", "-cpu", "max", "-m", "256M", "-smp", "1",
        "-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio", "-no-reboot",
        "-kernel", kernel, "-append", commandLine,
    ];
}
