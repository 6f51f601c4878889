using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Hermit.Abi;

namespace Hermit.Runtime.Threads;

/// <summary>Where a thread block keeps a thread's variables.</summary>
[StructLayout(LayoutKind.Explicit)]
// SAFETY: the base register refers to the block of the thread that runs, whose fields are where the layout says.
internal unsafe struct ThreadStatics
{
    /// <summary>The list of modules' variables in thread-local storage.</summary>
    [FieldOffset(ThreadBlockPlaces.InlinedRoots)]
    public InlinedThreadStaticRoot* InlinedRoots;

    /// <summary>The object that holds all other variables.</summary>
    [FieldOffset(ThreadBlockPlaces.Storage)]
    public nint Storage;

    /// <summary>Those of the thread that runs.</summary>
    public static ThreadStatics* Current => ThreadBlock();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    private static extern ThreadStatics* ThreadBlock();
}
