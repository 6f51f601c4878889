using Hermit.Guest.Tests.Building;

namespace Hermit.Guest.Tests.Catalog;

/// <summary>What a case in a program's cases.json asks for. Everything has a default: most cases are <c>{}</c>.</summary>
internal sealed class CaseSettings
{
    /// <summary>Arguments after the case's name.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>Standard input, as text in UTF-8; it ends after that.</summary>
    public string Input { get; init; } = "";

    /// <summary>The guest's memory in MiB; zero for the program's default.</summary>
    public int Memory { get; init; }

    /// <summary>QEMU's machine type.</summary>
    public string Machine { get; init; } = Publisher.Machine;

    /// <summary>The guest's processors.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>Seconds that each side may take.</summary>
    public int Timeout { get; init; } = 90;

    /// <summary>Environment variables for the run on Linux, such as a limit that the guest has by its memory.</summary>
    public Dictionary<string, string> HostEnvironment { get; init; } = [];

    /// <summary>Standard output, where Linux cannot be asked: its runtime is no reliable oracle for what the case does.</summary>
    public string? Output { get; init; }

    /// <summary>The exit code of both sides, when the test is to know it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The exit code on Linux, where it is known to be another than the guest's.</summary>
    public int? HostExitCode { get; init; }

    /// <summary>Whether standard error has to be the same on both sides, code offsets apart.</summary>
    public bool CompareError { get; init; } = true;

    /// <summary>What standard error has to contain on both sides.</summary>
    public string[] ErrorContains { get; init; } = [];

    /// <summary>What the guest's standard error has to contain, in any case of letters.</summary>
    public string[] GuestErrorContains { get; init; } = [];
}
