using System.Runtime.InteropServices;

namespace Hermit.Runtime.Exceptions;

/// <summary>Where a method's code is. The layout is that of <c>System.Runtime.EH.MethodRegionInfo</c> of .NET 10.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MethodRegion
{
    /// <summary>The start of the method.</summary>
    public ulong HotStart;

    /// <summary>The size of the part that is not split off; 0: unknown, and not needed when nothing is split off.</summary>
    public ulong HotSize;

    /// <summary>The start of the part that is split off. The compiler splits nothing.</summary>
    public ulong ColdStart;

    /// <summary>The size of the part that is split off.</summary>
    public ulong ColdSize;
}
