using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Abi;

/// <summary>The block of the thread that runs.</summary>
public static class CurrentThread
{
    /// <summary>The number of the thread's last error, as C's <c>errno</c>.</summary>
    public static SystemError Error
    {
        get
        {
            // SAFETY: every thread that runs has a block, which only it uses this field of.
            unsafe
            {
                return (SystemError)HermitThreadBlock()->Errno;
            }
        }

        set
        {
            // SAFETY: as above.
            unsafe
            {
                HermitThreadBlock()->Errno = (int)value;
            }
        }
    }

    /// <summary>The block itself.</summary>
    /// <remarks>Safety: the layers own its fields; nothing may break what they rely on, and the reference is not used on another thread.</remarks>
    [RequiresUnsafe]
    public static unsafe ref ThreadBlock Block => ref *HermitThreadBlock();

    /// <remarks>Safety: there is none to break; the address is that of the block of the thread that runs.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    private static extern unsafe ThreadBlock* HermitThreadBlock();
}
