using System;

using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Open files (System.Native's pal_io): opening, closing, and what goes by descriptor except for moving bytes.</summary>
internal static class FileDescriptors
{
    // Interop.Sys.OpenFlags.
    private const int AccessMask = 3;
    private const int OpenWriteOnly = 1;
    private const int OpenReadWrite = 2;
    private const int OpenCloseOnExecute = 0x10;
    private const int OpenCreate = 0x20;
    private const int OpenExclusive = 0x40;
    private const int OpenTruncate = 0x80;
    private const int OpenSynchronous = 0x100;
    private const int OpenNoFollow = 0x200;
    private const int KnownFlags = AccessMask | OpenCloseOnExecute | OpenCreate | OpenExclusive | OpenTruncate | OpenSynchronous | OpenNoFollow;

    [Export("SystemNative_Open")]
    internal static nint Open([Text] ReadOnlySpan<byte> path, int flags, int mode)
    {
        if ((flags & ~KnownFlags) != 0 || (flags & AccessMask) == AccessMask)
        {
            return Errno.Fail(SystemError.Invalid);
        }

        OpenOptions options = (flags & AccessMask) switch
        {
            OpenWriteOnly => OpenOptions.Write,
            OpenReadWrite => OpenOptions.Read | OpenOptions.Write,
            _ => OpenOptions.Read,
        };
        options |= (flags & OpenCreate) != 0 ? OpenOptions.Create : OpenOptions.None;
        options |= (flags & OpenExclusive) != 0 ? OpenOptions.Exclusive : OpenOptions.None;
        options |= (flags & OpenTruncate) != 0 ? OpenOptions.Truncate : OpenOptions.None;
        options |= (flags & OpenNoFollow) != 0 ? OpenOptions.NoFollow : OpenOptions.None;
        return Errno.Result(FileSystem.Open(path, options, mode, out int descriptor), descriptor);
    }

    [Export("SystemNative_Close")]
    internal static SystemError Close(int descriptor) => FileSystem.Close(descriptor);

    [Export("SystemNative_Dup")]
    internal static nint Dup(int descriptor) => Errno.Result(FileSystem.Duplicate(descriptor, out int duplicate), duplicate);

    [Export("SystemNative_FStat")]
    internal static SystemError FStat(int descriptor, out FileStatusBuffer output)
    {
        SystemError error = FileSystem.GetStatus(descriptor, out FileStatus status);
        output = error == SystemError.None ? new FileStatusBuffer(status) : default;
        return error;
    }

    [Export("SystemNative_FChMod")]
    internal static SystemError FChMod(int descriptor, int mode) => FileSystem.ChangePermissions(descriptor, mode);

    [Export("SystemNative_FUTimens")]
    internal static SystemError FUTimens(int descriptor, [Length(2)] ReadOnlySpan<TimeSpecification> times)
    {
        return FileSystem.SetTimes(descriptor, times[0].Ticks, times[1].Ticks);
    }

    [Export("SystemNative_LSeek")]
    internal static long LSeek(int descriptor, long offset, int origin)
    {
        SystemError error = FileSystem.Seek(descriptor, offset, (SeekOrigin)origin, out long position);
        return error == SystemError.None ? position : Errno.Fail(error);
    }

    [Export("SystemNative_FTruncate")]
    internal static SystemError FTruncate(int descriptor, long length) => FileSystem.Truncate(descriptor, length);

    [Export("SystemNative_FAllocate")]
    internal static SystemError FAllocate(int descriptor, long offset, long length) => FileSystem.Reserve(descriptor, offset, length);

    [Export("SystemNative_FSync")]
    internal static int FSync(int descriptor)
    {
        // Memory is all the storage there is, so every write has reached it.
        return Errno.Result(FileSystem.Describe(descriptor, out _, out _, out _));
    }

    [Export("SystemNative_PosixFAdvise")]
    internal static int PosixFAdvise(int descriptor, long offset, long length, int advice)
    {
        // Advice to a cache that does not exist. Returns the error itself, as posix_fadvise(3) does.
        return (int)FileSystem.Describe(descriptor, out _, out _, out _);
    }

    [Export("SystemNative_FcntlSetFD")]
    internal static int FcntlSetFD(int descriptor, int flags)
    {
        // Whether a descriptor survives execve(2), which does not exist.
        return Errno.Result(FileSystem.Describe(descriptor, out _, out _, out _));
    }

    [Export("SystemNative_FcntlGetFD")]
    internal static int FcntlGetFD(int descriptor) => Errno.Result(FileSystem.Describe(descriptor, out _, out _, out _), 1);

    [Export("SystemNative_FcntlCanGetSetPipeSz")]
    internal static int FcntlCanGetSetPipeSz() => 0;

    [Export("SystemNative_FcntlGetIsNonBlocking")]
    internal static int FcntlGetIsNonBlocking(int descriptor, out int nonBlocking)
    {
        nonBlocking = 0;
        return Errno.Result(FileSystem.Describe(descriptor, out _, out _, out _));
    }

    [Export("SystemNative_FcntlSetIsNonBlocking")]
    internal static int FcntlSetIsNonBlocking(int descriptor, int nonBlocking)
    {
        SystemError error = FileSystem.Describe(descriptor, out _, out _, out _);
        return error == SystemError.None && nonBlocking != 0 ? Errno.Fail(SystemError.NotSupported) : Errno.Result(error);
    }

    [Export("SystemNative_Pipe")]
    internal static int Pipe([Length(2)] Span<int> descriptors, int flags)
    {
        descriptors[0] = -1;
        descriptors[1] = -1;
        return Errno.Fail(SystemError.NotImplemented);
    }
}
