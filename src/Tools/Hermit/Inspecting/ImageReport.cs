namespace Hermit.Tool.Inspecting;

/// <summary>What is known of an image without booting it.</summary>
public sealed class ImageReport
{
    /// <summary>The image.</summary>
    public required string Path { get; init; }

    /// <summary>The machine it is for, such as <c>X86_64</c>.</summary>
    public required string Machine { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long FileSize { get; init; }

    /// <summary>The address after the last byte that it takes in memory.</summary>
    public required ulong End { get; init; }

    /// <summary>The least memory in MiB with which the launcher boots it.</summary>
    public required ulong LeastMemory { get; init; }

    /// <summary>The instruction set extensions that its code was compiled for; null when there is no debug file to tell.</summary>
    public IReadOnlyList<string>? Instructions { get; init; }

    /// <summary>Sections in memory, by address: name, address, size in bytes, protection.</summary>
    public required IReadOnlyList<(string Name, ulong Address, ulong Size, string Protection)> Sections { get; init; }

    /// <summary>Functions, the largest first: name, size in bytes, whether the kernel's; null when there is no debug file.</summary>
    public IReadOnlyList<(string Name, ulong Size, bool IsKernel)>? Functions { get; init; }

    /// <summary>Functions that the program calls and the kernel lacks: the call throws; null when there is no debug file.</summary>
    public IReadOnlyList<string>? MissingFunctions { get; init; }

    /// <summary>The lines of the configuration.</summary>
    public required IReadOnlyList<string> Configuration { get; init; }

    /// <summary>The initial file system.</summary>
    public required IReadOnlyList<CpioEntry> Files { get; init; }
}
