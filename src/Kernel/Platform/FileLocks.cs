using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Locks on files (System.Native's FLock and LockFileRegion).</summary>
internal static class FileLocks
{
    // Interop.Sys.LockOperations.
    private const int LockShared = 1;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int LockUnlock = 8;

    [Export("SystemNative_FLock")]
    internal static SystemError FLock(int descriptor, int operation)
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
                return SystemError.Invalid;
        }

        return DescriptorTable.Lock(descriptor, kind, wait: (operation & LockNonBlocking) == 0);
    }

    [Export("SystemNative_LockFileRegion")]
    internal static int LockFileRegion(int descriptor, long offset, long length, short kind)
    {
        // Locks on regions belong to processes (fcntl(2), F_SETLK), and never stand in the way of their own: of the only one there is.
        return offset < 0 || length < 0 || kind is < 0 or > 2
            ? Errno.Fail(SystemError.Invalid)
            : Errno.Result(DescriptorTable.Check(descriptor));
    }
}
