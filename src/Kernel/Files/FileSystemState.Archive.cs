using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>The files that come with the image.</content>
internal partial struct FileSystemState
{
    private const long TicksPerSecond = 10_000_000;

    /// <summary>
    /// Puts the files of an archive into the tree: relative names below <c>/app</c>, absolute ones below the root. What is there of the same name gives
    /// way. Once. Errors: <see cref="SystemError.Invalid"/> with the position (in bytes) of an entry that is not well-formed, or whose name is none;
    /// <see cref="SystemError.NoSpace"/>. What came before the error stays.
    /// </summary>
    public SystemError Mount(StaticBytes archive, out int position)
    {
        position = 0;
        if (_storage.Archive.Length != 0)
        {
            return SystemError.Busy;
        }

        _storage.Archive = archive;
        var reader = new ArchiveReader(archive.Span);
        while (reader.TryRead(out ArchiveEntry entry))
        {
            SystemError error = AddFromArchive(entry);
            if (error != SystemError.None)
            {
                return error;
            }

            position = reader.Position;
        }

        return reader.IsValid ? SystemError.None : SystemError.Invalid;
    }

    private SystemError AddFromArchive(in ArchiveEntry entry)
    {
        ReadOnlySpan<byte> path = _storage.Archive.Span.Slice(entry.NameOffset, entry.NameLength);
        var kind = (FileKind)((entry.Mode >> 12) & 15);
        if (kind is not (FileKind.Regular or FileKind.Directory or FileKind.SymbolicLink))
        {
            return SystemError.Invalid;
        }

        SystemError error = WalkFromArchive(path, out PathTarget target);
        if (error != SystemError.None || target.End != PathEnd.Name)
        {
            // An entry for the root itself only describes it.
            return error;
        }

        if (!target.Inode.IsNull)
        {
            if (kind == FileKind.Directory && _inodes[target.Inode].Kind == FileKind.Directory)
            {
                Stamp(ref _inodes[target.Inode], entry);
                return SystemError.None;
            }

            if (_inodes[target.Inode].Kind == FileKind.Directory)
            {
                return SystemError.Invalid;
            }

            RemoveEntry(target.Entry);
        }

        bool hasContent = kind != FileKind.Directory;
        if (kind == FileKind.SymbolicLink && entry.DataLength is 0 or >= PathBuffer.Capacity)
        {
            return SystemError.Invalid;
        }

        error = AddFile(target, kind, (int)entry.Mode, out Handle<Inode> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref Inode inode = ref _inodes[handle];
        Stamp(ref inode, entry);
        if (hasContent)
        {
            inode.Content = new FileContent(entry.DataOffset, entry.DataLength);
            inode.Size = entry.DataLength;
        }

        return SystemError.None;
    }

    private static void Stamp(ref Inode inode, in ArchiveEntry entry)
    {
        inode.Permissions = (int)entry.Mode & PermissionMask;
        inode.AccessTime = entry.ModifyTime * TicksPerSecond;
        inode.ModifyTime = inode.AccessTime;
        inode.ChangeTime = inode.AccessTime;
        inode.BirthTime = inode.AccessTime;
    }

    // As Walk, but making the directories on the way, and taking neither ".." nor a link for one.
    private SystemError WalkFromArchive(ReadOnlySpan<byte> path, out PathTarget target)
    {
        target = default;
        target.Inode = path.StartsWith("/"u8) ? _root : _application;
        int position = 0;
        while (true)
        {
            int start = SkipSlashes(path, position);
            if (start == path.Length)
            {
                return SystemError.None;
            }

            position = EndOfName(path, start);
            ReadOnlySpan<byte> name = path.Slice(start, position - start);
            if (name is [(byte)'.', (byte)'.'] || name.IndexOf((byte)0) >= 0)
            {
                return SystemError.Invalid;
            }

            if (target.Inode.IsNull)
            {
                SystemError made = AddFile(target, FileKind.Directory, 0x1ED, out target.Inode);
                if (made != SystemError.None)
                {
                    return made;
                }
            }

            if (_inodes[target.Inode].Kind != FileKind.Directory || Step(name, keepName: true, ref target) != SystemError.None)
            {
                return SystemError.Invalid;
            }
        }
    }
}
