using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Files;

namespace Hermit.Platform;

/// <summary>The error number of the calling thread, as C's <c>errno</c>: a field of the thread's block. Numbers are those of Linux.</summary>
// SAFETY: the block of the calling thread outlives the call; the field is reserved for this, and only its thread touches it.
internal static unsafe class Errno
{
    /// <summary>ENOSYS: no such function here.</summary>
    public const int NotImplemented = 38;

    /// <summary>EOPNOTSUPP, which is also ENOTSUP: not for this.</summary>
    public const int NotSupported = 95;

    /// <summary>ENOTTY: not a terminal.</summary>
    public const int NotATerminal = 25;

    /// <summary>ECHILD: no child processes.</summary>
    public const int NoChildren = 10;

    /// <summary>ESRCH: no such process.</summary>
    public const int NoProcess = 3;

    private const int BlockOffset = 0x60;

    /// <summary>The number.</summary>
    public static int Value
    {
        get => *(int*)(ThreadBlock() + BlockOffset);
        set => *(int*)(ThreadBlock() + BlockOffset) = value;
    }

    /// <summary>What a function of the C kind returns: 0 for success, else -1 with the number set.</summary>
    public static int Result(FileError error) => Result(error, 0);

    /// <summary>As <see cref="Result(FileError)"/>, with a value of its own for success.</summary>
    public static int Result(FileError error, int success) => error == FileError.None ? success : Fail((int)error);

    /// <summary>Sets the number and returns -1.</summary>
    public static int Fail(int number)
    {
        Value = number;
        return -1;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    private static extern byte* ThreadBlock();
}
