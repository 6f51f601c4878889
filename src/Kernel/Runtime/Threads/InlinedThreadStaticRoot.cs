using System.Runtime.InteropServices;

namespace Hermit.Runtime.Threads;

/// <summary>A module's thread-local variables in a thread: the layout that the compiler reserves in thread-local storage.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InlinedThreadStaticRoot
{
    /// <summary>The object that holds the variables.</summary>
    public nint Base;

    /// <summary>The address of the next module's; 0 if there is none.</summary>
    public nuint Next;

    /// <summary>The module.</summary>
    public nint TypeManager;
}
