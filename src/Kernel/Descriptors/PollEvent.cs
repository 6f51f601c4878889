using System.Runtime.InteropServices;

namespace Hermit.Descriptors;

/// <summary>One descriptor of <c>poll</c>, as the .NET libraries lay it out (<c>Interop.PollEvent</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PollEvent
{
    /// <summary>The descriptor; a negative one is passed over.</summary>
    public int Descriptor;

    /// <summary>What is asked for.</summary>
    public PollEvents Events;

    /// <summary>What is the case.</summary>
    public PollEvents Triggered;
}
