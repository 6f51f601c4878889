using System.Runtime.InteropServices;

namespace Hermit.Platform;

/// <summary>One descriptor of <c>poll</c>, as the libraries lay it out: Interop.PollEvent.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEvent
{
    /// <summary>The descriptor; a negative one is passed over.</summary>
    public int Descriptor;

    /// <summary>What is asked for.</summary>
    public PollEvents Events;

    /// <summary>What is the case.</summary>
    public PollEvents Triggered;
}
