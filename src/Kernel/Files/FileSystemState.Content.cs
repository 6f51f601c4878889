using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>Reading and writing.</content>
internal partial struct FileSystemState
{
    // Twenty-four hours, in units of 100 ns: how stale the access time of a file that is only read may get.
    private const long AccessTimeSlack = 864_000_000_000;

    /// <summary>
    /// Reads at the position of an open file, and moves it. Gives how many bytes: fewer than asked for at the end of the file only, 0 there. Consoles
    /// are not read here: <see cref="SystemError.NoDevice"/>.
    /// </summary>
    public SystemError Read(FileHandle opened, Span<byte> destination, out int count)
    {
        count = 0;
        SystemError error = FindOpen(opened, OpenOptions.Read, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref OpenFile file = ref _files[handle];
        error = ReadOpen(ref file, file.Position, destination, out count);
        file.Position += count;
        NotifyMoved(handle, FileChanges.Accessed, count);
        return error;
    }

    /// <summary>Reads at a position of its own.</summary>
    public SystemError ReadAt(FileHandle opened, long position, Span<byte> destination, out int count)
    {
        count = 0;
        SystemError error = FindPositioned(opened, OpenOptions.Read, position, out Handle<OpenFile> handle);
        if (error == SystemError.None)
        {
            error = ReadOpen(ref _files[handle], position, destination, out count);
            NotifyMoved(handle, FileChanges.Accessed, count);
        }

        return error;
    }

    /// <summary>
    /// Writes at the position of an open file (its file's end, if opened for appending), and moves it. Gives how many bytes: fewer than asked for
    /// when the file system is full. Consoles are not written here.
    /// </summary>
    public SystemError Write(FileHandle opened, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        SystemError error = FindOpen(opened, OpenOptions.Write, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref OpenFile file = ref _files[handle];
        ref Inode inode = ref _inodes[file.Inode];
        if ((file.Options & OpenOptions.Append) != 0)
        {
            file.Position = inode.Size;
        }

        error = WriteInode(ref inode, file.Position, source, out count);
        file.Position += count;
        NotifyMoved(handle, FileChanges.Modified, count);
        return error;
    }

    /// <summary>Writes at a position of its own.</summary>
    public SystemError WriteAt(FileHandle opened, long position, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        SystemError error = FindPositioned(opened, OpenOptions.Write, position, out Handle<OpenFile> handle);
        if (error == SystemError.None)
        {
            error = WriteInode(ref _inodes[_files[handle].Inode], position, source, out count);
            NotifyMoved(handle, FileChanges.Modified, count);
        }

        return error;
    }

    /// <summary>Cuts a file, or lengthens it by zeros.</summary>
    public SystemError Truncate(FileHandle opened, long size)
    {
        if (size < 0)
        {
            return SystemError.Invalid;
        }

        SystemError error = FindRegular(opened, out Handle<Inode> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        if (size > FileContent.MaximumSize)
        {
            return SystemError.TooLarge;
        }

        SetSize(ref _inodes[handle], size);
        Notify(handle, _files[opened.Handle].Entry, FileChanges.Modified);
        return SystemError.None;
    }

    /// <summary>Makes sure that a range of a file can be written without the file system filling up. Its size stays.</summary>
    public SystemError Reserve(FileHandle opened, long position, long length)
    {
        if (position < 0 || length <= 0)
        {
            return SystemError.Invalid;
        }

        SystemError error = FindRegular(opened, out Handle<Inode> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        if (position > FileContent.MaximumSize - length)
        {
            return SystemError.TooLarge;
        }

        // A range that cannot fit is refused before it uses up what others could write to.
        ulong available = _storage.MaximumPages - Math.Min(_storage.MaximumPages, _storage.UsedPages);
        if ((ulong)(length / Page.Bytes) > available + (ulong)(_inodes[handle].Size / Page.Bytes))
        {
            return SystemError.NoSpace;
        }

        return _inodes[handle].Content.TryReserve(ref _storage, position, length) ? SystemError.None : SystemError.NoSpace;
    }

    private void NotifyMoved(Handle<OpenFile> file, FileChanges what, int bytes)
    {
        if (bytes != 0)
        {
            Notify(_files[file].Inode, _files[file].Entry, what);
        }
    }

    private readonly SystemError FindPositioned(FileHandle opened, OpenOptions access, long position, out Handle<OpenFile> handle)
    {
        SystemError error = FindOpen(opened, access, out handle);
        if (error != SystemError.None)
        {
            return error;
        }

        if (position < 0)
        {
            return SystemError.Invalid;
        }

        return IsStream(_inodes[_files[handle].Inode]) ? SystemError.NotSeekable : SystemError.None;
    }

    private readonly SystemError FindRegular(FileHandle opened, out Handle<Inode> handle)
    {
        handle = default;
        SystemError error = FindOpen(opened, OpenOptions.Write, out Handle<OpenFile> file);
        if (error != SystemError.None)
        {
            // A file that is open, but not for writing, is an argument of the wrong sort: ftruncate(2).
            return _files.Contains(opened.Handle) ? SystemError.Invalid : error;
        }

        handle = _files[file].Inode;
        return _inodes[handle].Kind == FileKind.Regular ? SystemError.None : SystemError.Invalid;
    }

    private readonly SystemError ReadOpen(ref OpenFile file, long position, Span<byte> destination, out int count)
    {
        ref Inode inode = ref _inodes[file.Inode];
        if (inode.Generated is GeneratedFile.None or GeneratedFile.Threads)
        {
            return ReadInode(ref inode, position, destination, out count);
        }

        count = (int)Math.Clamp(file.GeneratedSize - position, 0, destination.Length);
        file.Generated.Read(_storage, position, destination.Slice(0, count));
        return SystemError.None;
    }

    private readonly SystemError ReadInode(ref Inode inode, long position, Span<byte> destination, out int count)
    {
        count = 0;
        if (inode.Kind != FileKind.Regular)
        {
            return inode.Kind == FileKind.Directory ? SystemError.IsADirectory : ReadDevice(inode.Device, destination, out count);
        }

        count = (int)Math.Clamp(inode.Size - position, 0, destination.Length);
        inode.Content.Read(_storage, position, destination.Slice(0, count));
        long now = FileClock.Now;
        if (inode.AccessTime <= inode.ModifyTime || now - inode.AccessTime > AccessTimeSlack)
        {
            inode.AccessTime = now;
        }

        return SystemError.None;
    }

    private SystemError WriteInode(ref Inode inode, long position, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        if (inode.Kind != FileKind.Regular)
        {
            return WriteDevice(inode.Device, source, out count);
        }

        if (source.IsEmpty)
        {
            return SystemError.None;
        }

        if (position > FileContent.MaximumSize - source.Length)
        {
            return SystemError.TooLarge;
        }

        count = inode.Content.Write(ref _storage, position, source);
        if (count == 0)
        {
            return SystemError.NoSpace;
        }

        inode.Size = Math.Max(inode.Size, position + count);
        inode.ModifyTime = FileClock.Now;
        inode.ChangeTime = inode.ModifyTime;
        return SystemError.None;
    }

    private void SetSize(ref Inode inode, long size)
    {
        if (size < inode.Size && inode.Views != 0)
        {
            inode.Content.Erase(_storage, size, inode.Size);
        }
        else if (size < inode.Size)
        {
            inode.Content.Truncate(ref _storage, size);
        }

        inode.Size = size;
        inode.ModifyTime = FileClock.Now;
        inode.ChangeTime = inode.ModifyTime;
    }

    private static SystemError ReadDevice(DeviceKind device, Span<byte> destination, out int count)
    {
        count = 0;
        switch (device)
        {
            case DeviceKind.Null:
                return SystemError.None;
            case DeviceKind.Zero:
            case DeviceKind.Full:
                destination.Clear();
                break;
            case DeviceKind.Random:
                if (!RandomBytes.TryFill(destination))
                {
                    return SystemError.InputOutput;
                }

                break;
            default:
                return SystemError.NoDevice;
        }

        count = destination.Length;
        return SystemError.None;
    }

    private static SystemError WriteDevice(DeviceKind device, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        switch (device)
        {
            case DeviceKind.Null:
            case DeviceKind.Zero:
            case DeviceKind.Random:
                count = source.Length;
                return SystemError.None;
            case DeviceKind.Full:
                return source.IsEmpty ? SystemError.None : SystemError.NoSpace;
            default:
                return SystemError.NoDevice;
        }
    }
}
