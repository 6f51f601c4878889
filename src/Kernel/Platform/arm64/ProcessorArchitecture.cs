namespace Hermit.Platform;

/// <summary>The architecture, by the libraries' number: System.Runtime.InteropServices.Architecture.</summary>
internal static class ProcessorArchitecture
{
    /// <summary>Arm64.</summary>
    public const int Value = 3;
}
