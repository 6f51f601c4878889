using System.Runtime.InteropServices;

namespace Hermit.Runtime.Stacks;

/// <summary>Places on a stack that the compiler does not know to hold references: the layout of System.Runtime.GCFrameRegistration in the core library.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReferenceRegistration
{
    private readonly nuint _thread;

    /// <summary>The address of the registration made before; 0 if there is none.</summary>
    public nuint Next;

    /// <summary>The address of the first place.</summary>
    public readonly nuint Places;

    /// <summary>The number of places.</summary>
    public readonly uint Count;

    private readonly int _mayBeInterior;
}
