using System.Runtime;

using Hermit.Files;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Locks on files (System.Native's FLock and LockFileRegion).</summary>
internal static class FileLocks
{
    // Interop.Sys.LockOperations.
    private const int LockShared = 1;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int LockUnlock = 8;

    // How often a lock that is waited for is looked at: the libraries never wait for one, so that waiting well is not worth a queue.
    private const ulong LookEveryNanoseconds = 1_000_000;

    [RuntimeExport("SystemNative_FLock")]
    private static int FLock(nint descriptor, int operation)
    {
        LockKind kind;
        switch (operation & ~LockNonBlocking)
        {
            case LockShared:
                kind = LockKind.Shared;
                break;
            case LockExclusive:
                kind = LockKind.Exclusive;
                break;
            case LockUnlock:
                kind = LockKind.None;
                break;
            default:
                return Errno.Fail((int)FileError.Invalid);
        }

        while (true)
        {
            FileError error = FileSystem.Lock((int)descriptor, kind);
            if (error != FileError.WouldBlock || (operation & LockNonBlocking) != 0)
            {
                return Errno.Result(error);
            }

            Scheduler.Sleep(LookEveryNanoseconds);
        }
    }

    [RuntimeExport("SystemNative_LockFileRegion")]
    private static int LockFileRegion(nint descriptor, long offset, long length, short kind)
    {
        // Locks on regions belong to processes (fcntl(2), F_SETLK), and never stand in the way of their own: of the only one there is.
        return offset < 0 || length < 0 || kind is < 0 or > 2
            ? Errno.Fail((int)FileError.Invalid)
            : Errno.Result(FileSystem.Describe((int)descriptor, out _, out _, out _));
    }
}
