using System;
using System.Runtime;

using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Open files (System.Native's pal_io): opening, closing, and what goes by descriptor except for moving bytes.</summary>
// SAFETY: the exports are called by the .NET libraries alone, with texts that end in a zero and structures of the size they declare.
internal static unsafe class FileDescriptors
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

    [RuntimeExport("SystemNative_Open")]
    private static nint Open(byte* path, int flags, int mode)
    {
        if ((flags & ~KnownFlags) != 0 || (flags & AccessMask) == AccessMask)
        {
            return Errno.Fail((int)FileError.Invalid);
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
        return Errno.Result(FileSystem.Open(Border.Text(path), options, mode, out int descriptor), descriptor);
    }

    [RuntimeExport("SystemNative_Close")]
    private static int Close(nint descriptor) => Errno.Result(FileSystem.Close((int)descriptor));

    [RuntimeExport("SystemNative_Dup")]
    private static nint Dup(nint descriptor) => Errno.Result(FileSystem.Duplicate((int)descriptor, out int duplicate), duplicate);

    [RuntimeExport("SystemNative_FStat")]
    private static int FStat(nint descriptor, FileStatusBuffer* output)
    {
        FileError error = FileSystem.GetStatus((int)descriptor, out FileStatus status);
        *output = error == FileError.None ? new FileStatusBuffer(status) : default;
        return Errno.Result(error);
    }

    [RuntimeExport("SystemNative_FChMod")]
    private static int FChMod(nint descriptor, int mode) => Errno.Result(FileSystem.ChangePermissions((int)descriptor, mode));

    [RuntimeExport("SystemNative_FUTimens")]
    private static int FUTimens(nint descriptor, TimeSpecification* times)
    {
        return Errno.Result(FileSystem.SetTimes((int)descriptor, times[0].Ticks, times[1].Ticks));
    }

    [RuntimeExport("SystemNative_LSeek")]
    private static long LSeek(nint descriptor, long offset, int origin)
    {
        FileError error = FileSystem.Seek((int)descriptor, offset, (SeekOrigin)origin, out long position);
        return error == FileError.None ? position : Errno.Fail((int)error);
    }

    [RuntimeExport("SystemNative_FTruncate")]
    private static int FTruncate(nint descriptor, long length) => Errno.Result(FileSystem.Truncate((int)descriptor, length));

    [RuntimeExport("SystemNative_FAllocate")]
    private static int FAllocate(nint descriptor, long offset, long length) => Errno.Result(FileSystem.Reserve((int)descriptor, offset, length));

    [RuntimeExport("SystemNative_FSync")]
    private static int FSync(nint descriptor)
    {
        // Memory is all the storage there is, so every write has reached it.
        return Errno.Result(FileSystem.Describe((int)descriptor, out _, out _, out _));
    }

    [RuntimeExport("SystemNative_PosixFAdvise")]
    private static int PosixFAdvise(nint descriptor, long offset, long length, int advice)
    {
        // Advice to a cache that does not exist. Returns the error itself, as posix_fadvise(3) does.
        return (int)FileSystem.Describe((int)descriptor, out _, out _, out _);
    }

    [RuntimeExport("SystemNative_FcntlSetFD")]
    private static int FcntlSetFD(nint descriptor, int flags)
    {
        // Whether a descriptor survives execve(2), which does not exist.
        return Errno.Result(FileSystem.Describe((int)descriptor, out _, out _, out _));
    }

    [RuntimeExport("SystemNative_FcntlGetFD")]
    private static int FcntlGetFD(nint descriptor) => Errno.Result(FileSystem.Describe((int)descriptor, out _, out _, out _), 1);

    [RuntimeExport("SystemNative_FcntlCanGetSetPipeSz")]
    private static int FcntlCanGetSetPipeSz() => 0;

    [RuntimeExport("SystemNative_FcntlGetIsNonBlocking")]
    private static int FcntlGetIsNonBlocking(nint descriptor, int* nonBlocking)
    {
        *nonBlocking = 0;
        return Errno.Result(FileSystem.Describe((int)descriptor, out _, out _, out _));
    }

    [RuntimeExport("SystemNative_FcntlSetIsNonBlocking")]
    private static int FcntlSetIsNonBlocking(nint descriptor, int nonBlocking)
    {
        FileError error = FileSystem.Describe((int)descriptor, out _, out _, out _);
        return error == FileError.None && nonBlocking != 0 ? Errno.Fail(Errno.NotSupported) : Errno.Result(error);
    }

    [RuntimeExport("SystemNative_Pipe")]
    private static int Pipe(int* descriptors, int flags)
    {
        descriptors[0] = -1;
        descriptors[1] = -1;
        return Errno.Fail(Errno.NotImplemented);
    }
}
