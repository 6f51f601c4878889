using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>Opening and closing, and what an open file has of its own: position and lock.</content>
internal partial struct FileSystemState
{
    /// <summary>Opens a file, making it if asked to.</summary>
    public SystemError Open(ReadOnlySpan<byte> path, OpenOptions options, int permissions, out FileHandle opened)
    {
        opened = default;
        bool create = (options & OpenOptions.Create) != 0;
        bool follow = (options & OpenOptions.NoFollow) == 0 && (!create || (options & OpenOptions.Exclusive) == 0);
        PathMode mode = follow
            ? (create ? PathMode.FollowToCreate : PathMode.Follow)
            : (create ? PathMode.Create : PathMode.NoFollow);
        SystemError error = Resolve(path, mode, out PathTarget target);
        if (error == SystemError.None)
        {
            error = CheckOpen(target, options);
        }

        if (error != SystemError.None)
        {
            return error;
        }

        // Everything that can fail comes before anything that changes a file.
        if (!_files.TryAllocate(out Handle<OpenFile> handle))
        {
            return SystemError.OutOfMemory;
        }

        bool isNew = target.Inode.IsNull;
        if (isNew)
        {
            error = AddFile(target, FileKind.Regular, permissions & ~CreationMask, out target.Inode, out target.Entry);
            if (error != SystemError.None)
            {
                _files.Free(handle);
                return error;
            }
        }

        ref Inode inode = ref _inodes[target.Inode];
        if (!isNew && (options & OpenOptions.Truncate) != 0 && (options & OpenOptions.Write) != 0 && inode.Kind == FileKind.Regular)
        {
            SetSize(ref inode, 0);
            Notify(target.Inode, target.Entry, FileChanges.Modified);
        }

        inode.Uses++;
        ref OpenFile file = ref _files[handle];
        file.Inode = target.Inode;
        file.Entry = target.Entry;
        file.Options = options;
        opened = new FileHandle(handle);
        if (inode.Generated != GeneratedFile.None)
        {
            error = Generate(ref file, inode.Generated, inode.GeneratedFor);
            if (error != SystemError.None)
            {
                Close(opened, out _);
                opened = default;
                return error;
            }
        }

        Notify(target.Inode, target.Entry, FileChanges.Opened);
        return SystemError.None;
    }

    /// <summary>Closes an open file. Its lock goes with it; <paramref name="unlocked"/> says that there was one.</summary>
    public SystemError Close(FileHandle file, out bool unlocked)
    {
        unlocked = false;
        Handle<OpenFile> handle = file.Handle;
        if (!_files.Contains(handle))
        {
            return SystemError.BadDescriptor;
        }

        unlocked = _files[handle].Lock != LockKind.None;
        Unlock(ref _files[handle]);
        Handle<Inode> inode = _files[handle].Inode;
        bool written = (_files[handle].Options & OpenOptions.Write) != 0;
        Notify(inode, _files[handle].Entry, written ? FileChanges.ClosedAfterWriting : FileChanges.ClosedAfterReading);
        _files[handle].Generated.Truncate(ref _storage, 0);
        _files.Free(handle);
        _inodes[inode].Uses--;
        ReleaseIfUnused(inode);
        return SystemError.None;
    }

    /// <summary>What an open file is: the kind of file and device, and by which number the layer above knows what it supplies; 0 for what it does not.</summary>
    public readonly SystemError Describe(FileHandle opened, out FileKind kind, out DeviceKind device, out uint supplied)
    {
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            kind = FileKind.None;
            device = DeviceKind.None;
            supplied = 0;
            return error;
        }

        ref readonly Inode inode = ref _inodes[_files[handle].Inode];
        kind = inode.Kind;
        device = inode.Device;
        supplied = inode.Generated == GeneratedFile.Supplied ? inode.GeneratedFor : 0;
        return SystemError.None;
    }

    /// <summary>Moves the position of an open file, and gives the new one, in bytes from the start. It may lie past the end.</summary>
    public readonly SystemError Seek(FileHandle opened, long offset, SeekOrigin origin, out long position)
    {
        position = -1;
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref OpenFile file = ref _files[handle];
        ref readonly Inode inode = ref _inodes[file.Inode];
        if (IsStream(inode))
        {
            return SystemError.NotSeekable;
        }

        long start = origin switch
        {
            SeekOrigin.Start => 0,
            SeekOrigin.Current => file.Position,
            SeekOrigin.End => inode.Size,
            _ => -1,
        };
        long sum = unchecked(start + offset);
        if (start < 0 || sum < 0)
        {
            return SystemError.Invalid;
        }

        file.Position = sum;
        position = sum;
        if (inode.Kind == FileKind.Directory)
        {
            file.NextEntry = default;
            file.NextCookie = (ulong)sum;
        }

        return SystemError.None;
    }

    /// <summary>
    /// Locks the whole file for an open file, in place of the lock it holds, or unlocks it. <see cref="SystemError.WouldBlock"/>, with the lock it
    /// held kept, when another one's lock is in the way. Does not wait.
    /// </summary>
    public readonly SystemError Lock(FileHandle opened, LockKind kind)
    {
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref OpenFile file = ref _files[handle];
        ref Inode inode = ref _inodes[file.Inode];
        bool exclusiveByOthers = inode.ExclusiveLock && file.Lock != LockKind.Exclusive;
        uint sharedByOthers = inode.SharedLocks - (file.Lock == LockKind.Shared ? 1u : 0u);
        if ((kind != LockKind.None && exclusiveByOthers) || (kind == LockKind.Exclusive && sharedByOthers != 0))
        {
            return SystemError.WouldBlock;
        }

        Unlock(ref file);
        file.Lock = kind;
        inode.ExclusiveLock |= kind == LockKind.Exclusive;
        inode.SharedLocks += kind == LockKind.Shared ? 1u : 0u;
        return SystemError.None;
    }

    // A pipe or a console has no positions; the other devices take any.
    private static bool IsStream(in Inode inode) =>
        inode.Kind == FileKind.Pipe || inode.Device is DeviceKind.ConsoleInput or DeviceKind.ConsoleOutput or DeviceKind.ConsoleError;

    private readonly void Unlock(ref OpenFile file)
    {
        ref Inode inode = ref _inodes[file.Inode];
        if (file.Lock == LockKind.Exclusive)
        {
            inode.ExclusiveLock = false;
        }
        else if (file.Lock == LockKind.Shared)
        {
            inode.SharedLocks--;
        }

        file.Lock = LockKind.None;
    }

    // Finds an open file, which must be open for something.
    private readonly SystemError FindOpen(FileHandle file, OpenOptions access, out Handle<OpenFile> handle)
    {
        handle = file.Handle;
        if (!_files.Contains(handle))
        {
            return SystemError.BadDescriptor;
        }

        return (_files[handle].Options & access) == access ? SystemError.None : SystemError.BadDescriptor;
    }

    private readonly SystemError CheckOpen(in PathTarget target, OpenOptions options)
    {
        bool create = (options & OpenOptions.Create) != 0;
        if (target.Inode.IsNull)
        {
            return !create || _inodes[target.Directory].Links == 0 ? SystemError.NotFound : SystemError.None;
        }

        if (create && (options & OpenOptions.Exclusive) != 0)
        {
            return SystemError.AlreadyExists;
        }

        FileKind kind = _inodes[target.Inode].Kind;
        if (kind == FileKind.SymbolicLink)
        {
            return SystemError.TooManySymbolicLinks;
        }

        if (kind == FileKind.Socket)
        {
            return SystemError.NoInterface;
        }

        if (kind == FileKind.Directory && (create || (options & (OpenOptions.Write | OpenOptions.Truncate)) != 0))
        {
            return SystemError.IsADirectory;
        }

        return kind != FileKind.Directory && (options & OpenOptions.Directory) != 0 ? SystemError.NotADirectory : SystemError.None;
    }
}
