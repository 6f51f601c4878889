using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Heap;

/// <summary>Where the calling thread's block is.</summary>
internal static class ThreadBlockAccess
{
    /// <summary>The address of the calling thread's block.</summary>
    public static nuint Current
    {
        get
        {
            // SAFETY: every thread has a block for as long as it runs; reading its address has no effect.
            unsafe
            {
                return HermitThreadBlock();
            }
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    private static extern nuint HermitThreadBlock();
}
