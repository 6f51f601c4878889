using System.Runtime.InteropServices;

namespace Hermit.Runtime.Threads;

/// <summary>A module's thread-local variables in a thread: the layout that the compiler reserves in thread-local storage.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InlinedThreadStaticRoot
{
    /// <summary>The object that holds the variables.</summary>
    public nint Base;

    /// <summary>The next module's.</summary>
    public InlinedThreadStaticRoot* Next;

    /// <summary>The module.</summary>
    public nint TypeManager;
}
