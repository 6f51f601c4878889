using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>What is known of a file beside its content.</content>
internal partial struct FileSystemState
{
    /// <summary>Describes the file at a path; the link itself unless <paramref name="follow"/>.</summary>
    public readonly SystemError GetStatus(ReadOnlySpan<byte> path, bool follow, out FileStatus status)
    {
        SystemError error = ResolveExisting(path, follow, out PathTarget target);
        status = error == SystemError.None ? StatusOf(_inodes[target.Inode]) : default;
        return error;
    }

    /// <summary>Describes the file that is open.</summary>
    public readonly SystemError GetStatus(FileHandle opened, out FileStatus status)
    {
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        status = error == SystemError.None ? StatusOf(_inodes[_files[handle].Inode]) : default;
        return error;
    }

    /// <summary>Changes permission bits.</summary>
    public SystemError ChangePermissions(ReadOnlySpan<byte> path, int permissions)
    {
        SystemError error = ResolveExisting(path, followLast: true, out PathTarget target);
        if (error == SystemError.None)
        {
            ChangePermissions(ref _inodes[target.Inode], permissions);
            Notify(target.Inode, target.Entry, FileChanges.Attributes);
        }

        return error;
    }

    /// <summary>Changes permission bits.</summary>
    public SystemError ChangePermissions(FileHandle opened, int permissions)
    {
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        if (error == SystemError.None)
        {
            ChangePermissions(ref _inodes[_files[handle].Inode], permissions);
            Notify(_files[handle].Inode, _files[handle].Entry, FileChanges.Attributes);
        }

        return error;
    }

    /// <summary>Sets when a file was last read and changed, in units of 100 ns since 1970. A symbolic link is not followed.</summary>
    public SystemError SetTimes(ReadOnlySpan<byte> path, long accessTime, long modifyTime)
    {
        SystemError error = ResolveExisting(path, followLast: false, out PathTarget target);
        if (error == SystemError.None)
        {
            SetTimes(ref _inodes[target.Inode], accessTime, modifyTime);
            Notify(target.Inode, target.Entry, FileChanges.Attributes);
        }

        return error;
    }

    /// <summary>Sets when a file was last read and changed, in units of 100 ns since 1970.</summary>
    public SystemError SetTimes(FileHandle opened, long accessTime, long modifyTime)
    {
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        if (error == SystemError.None)
        {
            SetTimes(ref _inodes[_files[handle].Inode], accessTime, modifyTime);
            Notify(_files[handle].Inode, _files[handle].Entry, FileChanges.Attributes);
        }

        return error;
    }

    /// <summary>Whether the one user, who may do everything, may read, write or (if anyone may, or it is a directory) execute the file at a path.</summary>
    public readonly SystemError CheckAccess(ReadOnlySpan<byte> path, bool execute)
    {
        SystemError error = ResolveExisting(path, followLast: true, out PathTarget target);
        if (error != SystemError.None || !execute)
        {
            return error;
        }

        ref readonly Inode inode = ref _inodes[target.Inode];
        return inode.Kind == FileKind.Directory || (inode.Permissions & 0x49) != 0 ? SystemError.None : SystemError.AccessDenied;
    }

    private static FileStatus StatusOf(in Inode inode)
    {
        FileStatus status = default;
        status.Kind = inode.Kind;
        status.Permissions = inode.Permissions;
        status.Number = inode.Number;
        status.Size = inode.Kind == FileKind.Directory ? Page.Bytes : inode.Size;
        status.Links = inode.Links;
        status.AccessTime = inode.AccessTime;
        status.ModifyTime = inode.ModifyTime;
        status.ChangeTime = inode.ChangeTime;
        status.BirthTime = inode.BirthTime;
        return status;
    }

    private static void ChangePermissions(ref Inode inode, int permissions)
    {
        inode.Permissions = permissions & PermissionMask;
        inode.ChangeTime = FileClock.Now;
    }

    private static void SetTimes(ref Inode inode, long accessTime, long modifyTime)
    {
        inode.AccessTime = accessTime;
        inode.ModifyTime = modifyTime;
        inode.ChangeTime = FileClock.Now;
    }
}
