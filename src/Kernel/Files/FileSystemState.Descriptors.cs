using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>Opening and closing, and what goes with a description: position and lock.</content>
internal partial struct FileSystemState
{
    /// <summary>Opens a file, making it if asked to, and gives the lowest free descriptor.</summary>
    public SystemError Open(ReadOnlySpan<byte> path, OpenOptions options, int permissions, out int descriptor)
    {
        descriptor = -1;
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

        if (error == SystemError.None)
        {
            error = _descriptors.Reserve(ref _storage.Pages, out descriptor);
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

        if (target.Inode.IsNull)
        {
            error = AddFile(target, FileKind.Regular, permissions & ~CreationMask, out target.Inode);
            if (error != SystemError.None)
            {
                _files.Free(handle);
                return error;
            }
        }

        ref Inode inode = ref _inodes[target.Inode];
        if ((options & OpenOptions.Truncate) != 0 && (options & OpenOptions.Write) != 0 && inode.Kind == FileKind.Regular)
        {
            SetSize(ref inode, 0);
        }

        inode.Uses++;
        ref OpenFile file = ref _files[handle];
        file.Inode = target.Inode;
        file.Options = options;
        file.References = 1;
        _descriptors.Set(_storage.Pages, descriptor, handle);
        return SystemError.None;
    }

    /// <summary>Closes a descriptor. With the last one of a description its lock goes too.</summary>
    public SystemError Close(int descriptor)
    {
        if (!_descriptors.TryGet(_storage.Pages, descriptor, out Handle<OpenFile> handle))
        {
            return SystemError.BadDescriptor;
        }

        _descriptors.Set(_storage.Pages, descriptor, default);
        if (--_files[handle].References == 0)
        {
            Unlock(ref _files[handle]);
            Handle<Inode> inode = _files[handle].Inode;
            _files.Free(handle);
            _inodes[inode].Uses--;
            ReleaseIfUnused(inode);
        }

        return SystemError.None;
    }

    /// <summary>Gives another descriptor for the same description: the lowest that is free.</summary>
    public SystemError Duplicate(int descriptor, out int duplicate)
    {
        duplicate = -1;
        if (!_descriptors.TryGet(_storage.Pages, descriptor, out Handle<OpenFile> handle))
        {
            return SystemError.BadDescriptor;
        }

        SystemError error = _descriptors.Reserve(ref _storage.Pages, out duplicate);
        if (error == SystemError.None)
        {
            _descriptors.Set(_storage.Pages, duplicate, handle);
            _files[handle].References++;
        }

        return error;
    }

    /// <summary>What a descriptor is open on: the kind of file and device, and how.</summary>
    public readonly SystemError Describe(int descriptor, out FileKind kind, out DeviceKind device, out OpenOptions options)
    {
        SystemError error = FindOpen(descriptor, OpenOptions.None, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            kind = FileKind.None;
            device = DeviceKind.None;
            options = OpenOptions.None;
            return error;
        }

        ref readonly Inode inode = ref _inodes[_files[handle].Inode];
        kind = inode.Kind;
        device = inode.Device;
        options = _files[handle].Options;
        return SystemError.None;
    }

    /// <summary>Moves the position of a description, and gives the new one, in bytes from the start. It may lie past the end.</summary>
    public readonly SystemError Seek(int descriptor, long offset, SeekOrigin origin, out long position)
    {
        position = -1;
        SystemError error = FindOpen(descriptor, OpenOptions.None, out Handle<OpenFile> handle);
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
    /// Locks the whole file for a description, in place of the lock it holds, or unlocks it. <see cref="SystemError.WouldBlock"/>, with the lock it
    /// held kept, when another description's lock is in the way. Does not wait.
    /// </summary>
    public readonly SystemError Lock(int descriptor, LockKind kind)
    {
        SystemError error = FindOpen(descriptor, OpenOptions.None, out Handle<OpenFile> handle);
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

    // Finds the description of a descriptor that must be open for something.
    private readonly SystemError FindOpen(int descriptor, OpenOptions access, out Handle<OpenFile> handle)
    {
        if (!_descriptors.TryGet(_storage.Pages, descriptor, out handle))
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

        if (kind == FileKind.Directory && (create || (options & (OpenOptions.Write | OpenOptions.Truncate)) != 0))
        {
            return SystemError.IsADirectory;
        }

        return kind != FileKind.Directory && (options & OpenOptions.Directory) != 0 ? SystemError.NotADirectory : SystemError.None;
    }
}
