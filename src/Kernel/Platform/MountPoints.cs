using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>The one file system, as drives show it (System.Native's pal_mount).</summary>
internal static class MountPoints
{
    // What Linux calls a file system in memory, and its number: statfs(2), TMPFS_MAGIC.
    private const uint TemporaryFileSystem = 0x0102_1994;

    [Export("SystemNative_GetFileSystemType")]
    internal static uint GetFileSystemType(int descriptor)
    {
        SystemError error = DescriptorTable.Check(descriptor);
        if (error == SystemError.None)
        {
            return TemporaryFileSystem;
        }

        return Errno.Fail(error, 0u);
    }

    [Export("SystemNative_GetAllMountPoints")]
    internal static int GetAllMountPoints(ProgramCallback onFound, nuint context)
    {
        onFound.Invoke(context, Address.Of("/\0"u8));
        return 0;
    }

    [Export("SystemNative_GetSpaceInfoForMountPoint")]
    internal static int GetSpaceInfoForMountPoint([Text] ReadOnlySpan<byte> name, out Space space)
    {
        space = default;
        SystemError error = FileSystem.GetStatus(name, follow: true, out _);
        if (error != SystemError.None)
        {
            return Errno.Fail(error);
        }

        FileSystem.GetSpace(out ulong total, out ulong free);
        space.TotalBytes = total;
        space.FreeBytes = Math.Min(free, (ulong)FrameAllocator.FreeBytes);
        space.AvailableBytes = space.FreeBytes;
        return 0;
    }

    [Export("SystemNative_GetFileSystemTypeNameForMountPoint")]
    internal static int GetFileSystemTypeNameForMountPoint([Text] ReadOnlySpan<byte> name, Span<byte> buffer, out long type)
    {
        type = TemporaryFileSystem;
        SystemError error = FileSystem.GetStatus(name, follow: true, out _);
        if (error == SystemError.None && !TextBuilder.TryCopy("tmpfs"u8, buffer))
        {
            error = SystemError.OutOfRange;
        }

        return Errno.Result(error);
    }

    // As the libraries lay it out: Interop.Sys.MountPointInformation.
    internal struct Space
    {
        public ulong AvailableBytes;
        public ulong FreeBytes;
        public ulong TotalBytes;
    }
}
