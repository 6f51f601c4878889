using System;
using System.Runtime;

using Hermit.Files;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>The one file system, as drives show it (System.Native's pal_mount).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with texts that end in a zero and buffers as Border requires.
internal static unsafe class MountPoints
{
    // What Linux calls a file system in memory, and its number: statfs(2), TMPFS_MAGIC.
    private const uint TemporaryFileSystem = 0x0102_1994;

    [RuntimeExport("SystemNative_GetFileSystemType")]
    private static uint GetFileSystemType(nint descriptor)
    {
        FileError error = FileSystem.Describe((int)descriptor, out _, out _, out _);
        if (error == FileError.None)
        {
            return TemporaryFileSystem;
        }

        Errno.Value = (int)error;
        return 0;
    }

    [RuntimeExport("SystemNative_GetAllMountPoints")]
    private static int GetAllMountPoints(delegate*<void*, byte*, void> onFound, void* context)
    {
        fixed (byte* root = "/\0"u8)
        {
            onFound(context, root);
        }

        return 0;
    }

    [RuntimeExport("SystemNative_GetSpaceInfoForMountPoint")]
    private static int GetSpaceInfoForMountPoint(byte* name, Space* space)
    {
        *space = default;
        FileError error = FileSystem.GetStatus(Border.Text(name), follow: true, out _);
        if (error != FileError.None)
        {
            return Errno.Fail((int)error);
        }

        FileSystem.GetSpace(out ulong total, out ulong free);
        space->TotalBytes = total;
        space->FreeBytes = Math.Min(free, (ulong)FrameAllocator.FreeBytes);
        space->AvailableBytes = space->FreeBytes;
        return 0;
    }

    [RuntimeExport("SystemNative_GetFileSystemTypeNameForMountPoint")]
    private static int GetFileSystemTypeNameForMountPoint(byte* name, byte* buffer, int length, long* type)
    {
        *type = TemporaryFileSystem;
        FileError error = FileSystem.GetStatus(Border.Text(name), follow: true, out _);
        if (error == FileError.None && !Border.TryWriteText("tmpfs"u8, Border.Buffer(buffer, length)))
        {
            error = FileError.OutOfRange;
        }

        return Errno.Result(error);
    }

    // As the libraries lay it out: Interop.Sys.MountPointInformation.
    private struct Space
    {
        public ulong AvailableBytes;
        public ulong FreeBytes;
        public ulong TotalBytes;
    }
}
