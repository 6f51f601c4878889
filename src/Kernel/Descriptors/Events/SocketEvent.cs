using System.Runtime.InteropServices;

namespace Hermit.Descriptors;

/// <summary>An event, as the .NET libraries lay it out (<c>Interop.Sys.SocketEvent</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SocketEvent
{
    /// <summary>What was given with the registration.</summary>
    public nuint Data;

    /// <summary>What happened.</summary>
    public SocketEvents Events;

    private readonly int _unused;
}
