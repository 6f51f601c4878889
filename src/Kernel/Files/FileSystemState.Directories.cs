using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>Names: making, removing, renaming and listing directory entries.</content>
internal partial struct FileSystemState
{
    /// <summary>Makes a directory.</summary>
    public SystemError MakeDirectory(ReadOnlySpan<byte> path, int permissions)
    {
        SystemError error = ResolveNew(path, directory: true, out PathTarget target);
        return error == SystemError.None ? AddFile(target, FileKind.Directory, permissions & ~CreationMask, out _) : error;
    }

    /// <summary>Makes a symbolic link to <paramref name="text"/>, a path that need not exist.</summary>
    public SystemError MakeSymbolicLink(ReadOnlySpan<byte> text, ReadOnlySpan<byte> path)
    {
        if (text.IsEmpty || text.Length >= PathBuffer.Capacity)
        {
            return text.IsEmpty ? SystemError.NotFound : SystemError.NameTooLong;
        }

        SystemError error = ResolveNew(path, directory: false, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        error = AddFile(target, FileKind.SymbolicLink, 0x1FF, out Handle<Inode> link);
        if (error != SystemError.None)
        {
            return error;
        }

        _inodes[link].Size = text.Length;
        if (_inodes[link].Content.Write(ref _storage, 0, text) == text.Length)
        {
            return SystemError.None;
        }

        _table.TryFind(_storage.Pages, _entries, target.Directory, target.Name.Span, out Handle<DirectoryEntry> entry);
        RemoveEntry(entry);
        return SystemError.NoSpace;
    }

    /// <summary>Makes a file for a socket, which is known by a number. The error for a name that is taken is <see cref="SystemError.AlreadyExists"/>.</summary>
    public SystemError MakeSocket(ReadOnlySpan<byte> path, ulong socket)
    {
        SystemError error = ResolveNew(path, directory: false, out PathTarget target);
        error = error == SystemError.None ? AddFile(target, FileKind.Socket, 0x1FF & ~CreationMask, out target.Inode) : error;
        if (error == SystemError.None)
        {
            _inodes[target.Inode].Socket = socket;
        }

        return error;
    }

    /// <summary>The number of the socket that a file was made for. Of what is none: <see cref="SystemError.ConnectionRefused"/>.</summary>
    public readonly SystemError FindSocket(ReadOnlySpan<byte> path, out ulong socket)
    {
        SystemError error = ResolveExisting(path, followLast: true, out PathTarget target);
        socket = error == SystemError.None ? _inodes[target.Inode].Socket : 0;
        return error == SystemError.None && _inodes[target.Inode].Kind != FileKind.Socket ? SystemError.ConnectionRefused : error;
    }

    /// <summary>Copies the text of a symbolic link, as much as fits, and gives how much that is.</summary>
    public readonly SystemError ReadLink(ReadOnlySpan<byte> path, Span<byte> destination, out int length)
    {
        length = 0;
        SystemError error = ResolveExisting(path, followLast: false, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        ref readonly Inode link = ref _inodes[target.Inode];
        if (link.Kind != FileKind.SymbolicLink)
        {
            return SystemError.Invalid;
        }

        length = (int)Math.Min(link.Size, destination.Length);
        link.Content.Read(_storage, 0, destination.Slice(0, length));
        return SystemError.None;
    }

    /// <summary>Gives a file another name.</summary>
    public SystemError MakeLink(ReadOnlySpan<byte> existing, ReadOnlySpan<byte> path)
    {
        SystemError error = ResolveExisting(existing, followLast: false, out PathTarget source);
        if (error != SystemError.None)
        {
            return error;
        }

        error = ResolveNew(path, directory: false, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        ref Inode inode = ref _inodes[source.Inode];
        if (inode.Kind == FileKind.Directory)
        {
            return SystemError.NotPermitted;
        }

        if (inode.Links == uint.MaxValue)
        {
            return SystemError.TooManyLinks;
        }

        inode.ChangeTime = FileClock.Now;
        if (!TryAddEntry(target.Directory, target.Name, source.Inode, out _))
        {
            return SystemError.NoSpace;
        }

        Notify(source.Inode, default, FileChanges.Attributes);
        return SystemError.None;
    }

    /// <summary>Removes a name of a file that is no directory. The file goes with its last name and its last user.</summary>
    public SystemError Unlink(ReadOnlySpan<byte> path)
    {
        SystemError error = ResolveName(path, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        if (target.End == PathEnd.Name && target.Inode.IsNull)
        {
            return SystemError.NotFound;
        }

        if (target.End != PathEnd.Name || _inodes[target.Inode].Kind == FileKind.Directory)
        {
            return SystemError.IsADirectory;
        }

        if (target.MustBeDirectory)
        {
            return SystemError.NotADirectory;
        }

        RemoveEntry(target.Entry);
        return SystemError.None;
    }

    /// <summary>Removes an empty directory.</summary>
    public SystemError RemoveDirectory(ReadOnlySpan<byte> path)
    {
        SystemError error = ResolveName(path, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        switch (target.End)
        {
            case PathEnd.Root:
                return SystemError.Busy;
            case PathEnd.Dot:
                return SystemError.Invalid;
            case PathEnd.DotDot:
                return SystemError.NotEmpty;
        }

        if (target.Inode.IsNull)
        {
            return SystemError.NotFound;
        }

        ref readonly Inode inode = ref _inodes[target.Inode];
        if (inode.Kind != FileKind.Directory)
        {
            return SystemError.NotADirectory;
        }

        if (inode.Directory.Count != 0)
        {
            return SystemError.NotEmpty;
        }

        RemoveEntry(target.Entry);
        return SystemError.None;
    }

    /// <summary>Moves a name, over what stands at its new place if that is of the same sort (and empty).</summary>
    public SystemError Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        SystemError error = ResolveName(from, out PathTarget source);
        if (error != SystemError.None)
        {
            return error;
        }

        error = ResolveName(to, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        if (source.End != PathEnd.Name || target.End != PathEnd.Name)
        {
            return SystemError.Busy;
        }

        error = CheckRename(source, target);
        if (error != SystemError.None || source.Inode.Equals(target.Inode))
        {
            return error;
        }

        if (!target.Entry.IsNull)
        {
            RemoveEntry(target.Entry, tell: false);
        }

        MoveEntry(source.Entry, target.Directory, target.Name);
        return SystemError.None;
    }

    /// <summary>The next entry of the directory that is open; <paramref name="kind"/> is none at the end.</summary>
    public readonly SystemError ReadDirectory(FileHandle opened, out FileName name, out FileKind kind)
    {
        name = default;
        kind = FileKind.None;
        Handle<OpenFile> handle = opened.Handle;
        if (!_files.Contains(handle))
        {
            return SystemError.BadDescriptor;
        }

        ref OpenFile file = ref _files[handle];
        if (_inodes[file.Inode].Kind != FileKind.Directory)
        {
            return SystemError.NotADirectory;
        }

        Handle<DirectoryEntry> current = CurrentEntry(file);
        if (current.IsNull)
        {
            file.NextEntry = default;
            return SystemError.None;
        }

        ref readonly DirectoryEntry entry = ref _entries[current];
        name = entry.Name;
        kind = _inodes[entry.Target].Kind;
        file.NextEntry = entry.Next;
        file.NextCookie = entry.Cookie + 1;
        return SystemError.None;
    }

    private readonly Handle<DirectoryEntry> CurrentEntry(in OpenFile file)
    {
        if (_entries.Contains(file.NextEntry) && _entries[file.NextEntry].Directory.Equals(file.Inode) && _entries[file.NextEntry].Cookie >= file.NextCookie)
        {
            return file.NextEntry;
        }

        // The entry to come was removed, or entries were added behind the end: look for the reader's place.
        Handle<DirectoryEntry> current = _inodes[file.Inode].Directory.First;
        while (!current.IsNull && _entries[current].Cookie < file.NextCookie)
        {
            current = _entries[current].Next;
        }

        return current;
    }

    // In the order in which Linux looks at things, so that the first of several reasons is the same.
    private readonly SystemError CheckRename(in PathTarget source, in PathTarget target)
    {
        if (source.Inode.IsNull)
        {
            return SystemError.NotFound;
        }

        bool isDirectory = _inodes[source.Inode].Kind == FileKind.Directory;
        if (!isDirectory && (source.MustBeDirectory || target.MustBeDirectory))
        {
            return SystemError.NotADirectory;
        }

        if (isDirectory && IsWithin(target.Directory, source.Inode))
        {
            return SystemError.Invalid;
        }

        if (!target.Inode.IsNull && IsWithin(source.Directory, target.Inode))
        {
            return SystemError.NotEmpty;
        }

        if (source.Inode.Equals(target.Inode))
        {
            return SystemError.None;
        }

        if (target.Inode.IsNull)
        {
            return _inodes[target.Directory].Links == 0 ? SystemError.NotFound : SystemError.None;
        }

        ref readonly Inode replaced = ref _inodes[target.Inode];
        if (replaced.Kind != FileKind.Directory)
        {
            return isDirectory ? SystemError.NotADirectory : SystemError.None;
        }

        if (!isDirectory)
        {
            return SystemError.IsADirectory;
        }

        return replaced.Directory.Count == 0 ? SystemError.None : SystemError.NotEmpty;
    }

    // Whether a directory is another one or somewhere below it.
    private readonly bool IsWithin(Handle<Inode> directory, Handle<Inode> other)
    {
        while (!directory.Equals(other))
        {
            Handle<Inode> above = _inodes[directory].Directory.Parent;
            if (above.Equals(directory) || !_inodes.Contains(above))
            {
                return false;
            }

            directory = above;
        }

        return true;
    }

    private readonly SystemError ResolveNew(ReadOnlySpan<byte> path, bool directory, out PathTarget target)
    {
        SystemError error = ResolveName(path, out target);
        if (error != SystemError.None)
        {
            return error;
        }

        if (!target.Inode.IsNull)
        {
            return SystemError.AlreadyExists;
        }

        // A slash at the end promises a directory. And a directory that was removed while in use takes no new names.
        return (target.MustBeDirectory && !directory) || _inodes[target.Directory].Links == 0 ? SystemError.NotFound : SystemError.None;
    }

    private SystemError AddFile(in PathTarget target, FileKind kind, int permissions, out Handle<Inode> inode) =>
        AddFile(target, kind, permissions, out inode, out _);

    private SystemError AddFile(in PathTarget target, FileKind kind, int permissions, out Handle<Inode> inode, out Handle<DirectoryEntry> entry)
    {
        entry = default;
        if (!TryMakeInode(kind, permissions, out inode))
        {
            return SystemError.NoSpace;
        }

        if (TryAddEntry(target.Directory, target.Name, inode, out entry))
        {
            return SystemError.None;
        }

        _inodes.Free(inode);
        inode = default;
        return SystemError.NoSpace;
    }

    private bool TryAddEntry(Handle<Inode> directory, in FileName name, Handle<Inode> target, out Handle<DirectoryEntry> handle)
    {
        if (!_entries.TryAllocate(out handle))
        {
            return false;
        }

        _entries[handle].Target = target;
        _inodes[target].Links++;
        AttachEntry(handle, directory, name);
        NotifyName(directory, name, _inodes[target].Kind == FileKind.Directory, FileChanges.Created);
        return true;
    }

    private void RemoveEntry(Handle<DirectoryEntry> handle, bool tell = true)
    {
        Handle<Inode> target = _entries[handle].Target;
        Handle<Inode> directory = _entries[handle].Directory;
        FileName name = _entries[handle].Name;
        DetachEntry(handle);
        _entries.Free(handle);
        ref Inode inode = ref _inodes[target];
        inode.Links--;
        inode.ChangeTime = FileClock.Now;
        bool isDirectory = inode.Kind == FileKind.Directory;
        if (isDirectory)
        {
            inode.Directory.Self = default;
        }
        else
        {
            Notify(target, default, FileChanges.Attributes);
        }

        // In the order of Linux: the file itself goes first, if it does.
        ReleaseIfUnused(target);
        if (tell)
        {
            NotifyName(directory, name, isDirectory, FileChanges.Deleted);
        }
    }

    private void MoveEntry(Handle<DirectoryEntry> handle, Handle<Inode> directory, in FileName name)
    {
        Handle<Inode> target = _entries[handle].Target;
        bool isDirectory = _inodes[target].Kind == FileKind.Directory;
        _lastMove++;
        NotifyName(_entries[handle].Directory, _entries[handle].Name, isDirectory, FileChanges.MovedFrom, _lastMove);
        DetachEntry(handle);
        AttachEntry(handle, directory, name);
        _inodes[target].ChangeTime = FileClock.Now;
        NotifyName(directory, name, isDirectory, FileChanges.MovedTo, _lastMove);
        Notify(target, default, FileChanges.MovedSelf);
    }

    private void AttachEntry(Handle<DirectoryEntry> handle, Handle<Inode> directory, in FileName name)
    {
        ref Inode parent = ref _inodes[directory];
        ref DirectoryEntry entry = ref _entries[handle];
        entry.Name = name;
        entry.Hash = _table.Hash(directory, name.Span);
        entry.Directory = directory;
        entry.Cookie = parent.Directory.NextCookie++;
        entry.Previous = parent.Directory.Last;
        entry.Next = default;
        if (parent.Directory.Last.IsNull)
        {
            parent.Directory.First = handle;
        }
        else
        {
            _entries[parent.Directory.Last].Next = handle;
        }

        parent.Directory.Last = handle;
        parent.Directory.Count++;
        parent.ModifyTime = FileClock.Now;
        parent.ChangeTime = parent.ModifyTime;
        _table.Add(ref _storage.Pages, _entries, handle);
        ref Inode target = ref _inodes[entry.Target];
        if (target.Kind == FileKind.Directory)
        {
            target.Directory.Parent = directory;
            target.Directory.Self = handle;
        }
    }

    private void DetachEntry(Handle<DirectoryEntry> handle)
    {
        ref DirectoryEntry entry = ref _entries[handle];
        ref Inode parent = ref _inodes[entry.Directory];
        _table.Remove(_storage.Pages, _entries, handle);
        if (entry.Previous.IsNull)
        {
            parent.Directory.First = entry.Next;
        }
        else
        {
            _entries[entry.Previous].Next = entry.Next;
        }

        if (entry.Next.IsNull)
        {
            parent.Directory.Last = entry.Previous;
        }
        else
        {
            _entries[entry.Next].Previous = entry.Previous;
        }

        parent.Directory.Count--;
        parent.ModifyTime = FileClock.Now;
        parent.ChangeTime = parent.ModifyTime;
    }
}
