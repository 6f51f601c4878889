using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Hermit.Abi;

namespace Hermit.Runtime.Threads;

/// <summary>Where a thread block keeps a thread's variables.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct ThreadStatics
{
    /// <summary>The list of modules' variables in thread-local storage.</summary>
    [FieldOffset(ThreadBlockPlaces.InlinedRoots)]
    public nuint InlinedRoots;

    /// <summary>The object that holds all other variables.</summary>
    [FieldOffset(ThreadBlockPlaces.Storage)]
    public nint Storage;

    /// <summary>Those of the thread that runs.</summary>
    public static ref ThreadStatics Current
    {
        get
        {
            // SAFETY: the base register refers to the block of the thread that runs, whose fields are where the layout says.
            unsafe
            {
                return ref *ThreadBlock();
            }
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    private static extern unsafe ThreadStatics* ThreadBlock();
}
