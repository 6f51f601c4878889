using Hermit.Abi;
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

    [Export("SystemNative_FLock")]
    internal static int FLock(int descriptor, int operation)
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
                return Errno.Fail(SystemError.Invalid);
        }

        while (true)
        {
            SystemError error = FileSystem.Lock(descriptor, kind);
            if (error != SystemError.WouldBlock || (operation & LockNonBlocking) != 0)
            {
                return Errno.Result(error);
            }

            Scheduler.Sleep(LookEveryNanoseconds);
        }
    }

    [Export("SystemNative_LockFileRegion")]
    internal static int LockFileRegion(int descriptor, long offset, long length, short kind)
    {
        // Locks on regions belong to processes (fcntl(2), F_SETLK), and never stand in the way of their own: of the only one there is.
        return offset < 0 || length < 0 || kind is < 0 or > 2
            ? Errno.Fail(SystemError.Invalid)
            : Errno.Result(FileSystem.Describe(descriptor, out _, out _, out _));
    }
}
