using System.Runtime.InteropServices;

namespace Hermit.Runtime.Dispatch;

/// <summary>What a dispatch cell dispatches to: the layout of System.Runtime.DispatchCellInfo in the core library.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DispatchCellInfo
{
    /// <summary>A slot of an interface.</summary>
    public const int InterfaceAndSlot = 0;

    /// <summary>An offset in the virtual method table.</summary>
    public const int VirtualTableOffset = 2;

    /// <summary>One of the two.</summary>
    public int CellType;

    /// <summary>The address of the interface's MethodTable.</summary>
    public nuint InterfaceType;

    /// <summary>The slot of the interface.</summary>
    public ushort InterfaceSlot;

    /// <summary>Whether the cell has a cache.</summary>
    public byte HasCache;

    /// <summary>Unused here.</summary>
    public uint MetadataToken;

    /// <summary>The offset in bytes.</summary>
    public uint TableOffset;
}
