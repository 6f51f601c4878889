using System;

using Hermit.Abi;
using Hermit.Descriptors;
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
        return Errno.Result(DescriptorTable.Open(path, options, mode, out int descriptor), descriptor);
    }

    [Export("SystemNative_Close")]
    internal static SystemError Close(int descriptor) => DescriptorTable.Close(descriptor);

    [Export("SystemNative_Dup")]
    internal static nint Dup(int descriptor) => Errno.Result(DescriptorTable.Duplicate(descriptor, out int duplicate), duplicate);

    [Export("SystemNative_FStat")]
    internal static SystemError FStat(int descriptor, out FileStatusBuffer output)
    {
        SystemError error = DescriptorTable.GetStatus(descriptor, out FileStatus status);
        output = error == SystemError.None ? new FileStatusBuffer(status) : default;
        return error;
    }

    [Export("SystemNative_FChMod")]
    internal static SystemError FChMod(int descriptor, int mode) => DescriptorTable.ChangePermissions(descriptor, mode);

    [Export("SystemNative_FUTimens")]
    internal static SystemError FUTimens(int descriptor, [Length(2)] ReadOnlySpan<TimeSpecification> times)
    {
        return DescriptorTable.SetTimes(descriptor, times[0].Ticks, times[1].Ticks);
    }

    [Export("SystemNative_LSeek")]
    internal static long LSeek(int descriptor, long offset, int origin)
    {
        SystemError error = DescriptorTable.Seek(descriptor, offset, (SeekOrigin)origin, out long position);
        return error == SystemError.None ? position : Errno.Fail(error);
    }

    [Export("SystemNative_FTruncate")]
    internal static SystemError FTruncate(int descriptor, long length) => DescriptorTable.Truncate(descriptor, length);

    [Export("SystemNative_FAllocate")]
    internal static SystemError FAllocate(int descriptor, long offset, long length) => DescriptorTable.Reserve(descriptor, offset, length);

    [Export("SystemNative_FSync")]
    internal static int FSync(int descriptor)
    {
        // Memory is all the storage there is, so every write has reached it.
        return Errno.Result(DescriptorTable.Check(descriptor));
    }

    [Export("SystemNative_PosixFAdvise")]
    internal static int PosixFAdvise(int descriptor, long offset, long length, int advice)
    {
        // Advice to a cache that does not exist. Returns the error itself, as posix_fadvise(3) does.
        return (int)DescriptorTable.Check(descriptor);
    }

    [Export("SystemNative_FcntlSetFD")]
    internal static int FcntlSetFD(int descriptor, int flags)
    {
        // Whether a descriptor survives execve(2), which does not exist.
        return Errno.Result(DescriptorTable.Check(descriptor));
    }

    [Export("SystemNative_FcntlGetFD")]
    internal static int FcntlGetFD(int descriptor) => Errno.Result(DescriptorTable.Check(descriptor), 1);

    [Export("SystemNative_FcntlCanGetSetPipeSz")]
    internal static int FcntlCanGetSetPipeSz() => 1;

    [Export("SystemNative_FcntlGetPipeSz")]
    internal static int FcntlGetPipeSz(int descriptor) => Errno.Result(DescriptorTable.GetPipeCapacity(descriptor, out int capacity), capacity);

    [Export("SystemNative_FcntlSetPipeSz")]
    internal static int FcntlSetPipeSz(int descriptor, int bytes)
    {
        SystemError error = DescriptorTable.SetPipeCapacity(descriptor, bytes);
        return Errno.Result(error == SystemError.None ? DescriptorTable.GetPipeCapacity(descriptor, out bytes) : error, bytes);
    }

    [Export("SystemNative_FcntlGetIsNonBlocking")]
    internal static SystemError FcntlGetIsNonBlocking(int descriptor, out int nonBlocking)
    {
        SystemError error = DescriptorTable.GetNonBlocking(descriptor, out bool value);
        nonBlocking = value ? 1 : 0;
        return error;
    }

    [Export("SystemNative_FcntlSetIsNonBlocking")]
    internal static SystemError FcntlSetIsNonBlocking(int descriptor, int nonBlocking) => DescriptorTable.SetNonBlocking(descriptor, nonBlocking != 0);

    [Export("SystemNative_Pipe")]
    internal static SystemError Pipe([Length(2)] Span<int> descriptors, int flags)
    {
        // Interop.Sys.PipeFlags: the one that there is, close-on-exec, means nothing without exec.
        return (flags & ~OpenCloseOnExecute) != 0
            ? SystemError.Invalid
            : DescriptorTable.MakePipe(nonBlocking: false, out descriptors[0], out descriptors[1]);
    }
}
