using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>From paths to files.</content>
internal partial struct FileSystemState
{
    // As Linux: path_resolution(7).
    private const int MaximumLinksFollowed = 40;

    /// <summary>Makes a directory the one that relative paths start from.</summary>
    public SystemError ChangeDirectory(ReadOnlySpan<byte> path)
    {
        SystemError error = ResolveExisting(path, followLast: true, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        if (_inodes[target.Inode].Kind != FileKind.Directory)
        {
            return SystemError.NotADirectory;
        }

        Handle<Inode> previous = _workingDirectory;
        _inodes[target.Inode].Uses++;
        _workingDirectory = target.Inode;
        _inodes[previous].Uses--;
        ReleaseIfUnused(previous);
        return SystemError.None;
    }

    /// <summary>
    /// Copies the path of the working directory, from the root, and gives its length. Errors: <see cref="SystemError.OutOfRange"/> when it does not
    /// fit, <see cref="SystemError.NotFound"/> when the directory was removed.
    /// </summary>
    public readonly SystemError GetWorkingDirectory(Span<byte> destination, out int length)
    {
        return WritePath(_workingDirectory, default, destination, out length);
    }

    /// <summary>
    /// Copies the path of a file, from the root and without symbolic links, and gives its length. Errors: those of <see cref="GetWorkingDirectory"/>, and
    /// those of following the path.
    /// </summary>
    public readonly SystemError GetRealPath(ReadOnlySpan<byte> path, Span<byte> destination, out int length)
    {
        length = 0;
        SystemError error = ResolveExisting(path, followLast: true, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        return _inodes[target.Inode].Kind == FileKind.Directory
            ? WritePath(target.Inode, default, destination, out length)
            : WritePath(target.Directory, target.Name.Span, destination, out length);
    }

    // The path of a directory, and of a file in it when there is a name.
    private readonly SystemError WritePath(Handle<Inode> directory, ReadOnlySpan<byte> file, Span<byte> destination, out int length)
    {
        // Written from the end, where the path is known first, and moved to the front then.
        length = 0;
        int start = destination.Length;
        if (!file.IsEmpty && !TryPrepend(file, destination, ref start))
        {
            return SystemError.OutOfRange;
        }

        while (!directory.Equals(_root))
        {
            Handle<DirectoryEntry> self = _inodes[directory].Directory.Self;
            if (self.IsNull)
            {
                return SystemError.NotFound;
            }

            if (!TryPrepend(_entries[self].Name.Span, destination, ref start))
            {
                return SystemError.OutOfRange;
            }

            directory = _inodes[directory].Directory.Parent;
        }

        if (start == destination.Length && !TryPrepend(default, destination, ref start))
        {
            return SystemError.OutOfRange;
        }

        length = destination.Length - start;
        destination.Slice(start).CopyTo(destination);
        return SystemError.None;
    }

    private static bool TryPrepend(ReadOnlySpan<byte> name, Span<byte> path, ref int start)
    {
        if (start < name.Length + 1)
        {
            return false;
        }

        start -= name.Length + 1;
        path[start] = (byte)'/';
        name.CopyTo(path.Slice(start + 1));
        return true;
    }

    // Follows a path. Success with a null inode: all but the last name exist.
    private readonly SystemError Resolve(ReadOnlySpan<byte> path, PathMode mode, out PathTarget target)
    {
        if (path.IsEmpty || path.Length >= PathBuffer.Capacity)
        {
            target = default;
            return path.IsEmpty ? SystemError.NotFound : SystemError.NameTooLong;
        }

        Handle<Inode> start = path[0] == '/' ? _root : _workingDirectory;
        SystemError error = Walk(start, path, mode, out target);
        return error == SystemError.None && target.RestOfLink >= 0 ? FollowLinks(path, mode, ref target) : error;
    }

    private readonly SystemError ResolveExisting(ReadOnlySpan<byte> path, bool followLast, out PathTarget target)
    {
        SystemError error = Resolve(path, followLast ? PathMode.Follow : PathMode.NoFollow, out target);
        return error == SystemError.None && target.Inode.IsNull ? SystemError.NotFound : error;
    }

    // For what makes, moves or removes a name: a slash at the end is noted, and what stands there is not looked into because of it.
    private readonly SystemError ResolveName(ReadOnlySpan<byte> path, out PathTarget target)
    {
        int length = path.Length;
        while (length > 1 && path[length - 1] == '/')
        {
            length--;
        }

        SystemError error = path.Length >= PathBuffer.Capacity ? SystemError.NameTooLong : SystemError.None;
        target = default;
        error = error == SystemError.None ? Resolve(path.Slice(0, length), PathMode.NoFollow, out target) : error;
        target.MustBeDirectory = length < path.Length;
        return error;
    }

    // Follows a path as far as the first symbolic link that has to be followed.
    private readonly SystemError Walk(Handle<Inode> start, ReadOnlySpan<byte> path, PathMode mode, out PathTarget target)
    {
        target = default;
        target.RestOfLink = -1;
        target.Inode = start;
        int position = 0;
        int nameStart = SkipSlashes(path, position);
        while (true)
        {
            target.MustBeDirectory = nameStart > position;
            if (nameStart == path.Length)
            {
                return target.MustBeDirectory ? CheckDirectory(target) : SystemError.None;
            }

            if (target.Inode.IsNull)
            {
                return SystemError.NotFound;
            }

            if (_inodes[target.Inode].Kind != FileKind.Directory)
            {
                return SystemError.NotADirectory;
            }

            position = EndOfName(path, nameStart);
            int next = SkipSlashes(path, position);
            bool isLast = position == path.Length;
            if (!isLast && mode is PathMode.Create or PathMode.FollowToCreate && next == path.Length)
            {
                return SystemError.IsADirectory;
            }

            SystemError error = Step(path.Slice(nameStart, position - nameStart), keepName: next == path.Length, ref target);
            if (error != SystemError.None)
            {
                return error;
            }

            bool follow = !isLast || mode is PathMode.Follow or PathMode.FollowToCreate;
            if (follow && !target.Inode.IsNull && _inodes[target.Inode].Kind == FileKind.SymbolicLink)
            {
                target.RestOfLink = position;
                return SystemError.None;
            }

            nameStart = next;
        }
    }

    // Goes from a directory to what a name in it names. Only the last name of a path is kept.
    private readonly SystemError Step(ReadOnlySpan<byte> name, bool keepName, ref PathTarget target)
    {
        target.Directory = target.Inode;
        target.Entry = default;
        if (name is [(byte)'.'])
        {
            target.End = PathEnd.Dot;
            return SystemError.None;
        }

        if (name is [(byte)'.', (byte)'.'])
        {
            target.End = PathEnd.DotDot;
            target.Inode = _inodes[target.Directory].Directory.Parent;
            return _inodes.Contains(target.Inode) ? SystemError.None : SystemError.NotFound;
        }

        if (name.Length > NameBuffer.Capacity)
        {
            return SystemError.NameTooLong;
        }

        target.End = PathEnd.Name;
        if (keepName)
        {
            target.Name.Set(name);
        }

        bool found = _table.TryFind(_storage.Pages, _entries, target.Directory, name, out target.Entry);
        target.Inode = found ? _entries[target.Entry].Target : default;
        return SystemError.None;
    }

    private readonly SystemError CheckDirectory(in PathTarget target)
    {
        return target.Inode.IsNull || _inodes[target.Inode].Kind == FileKind.Directory ? SystemError.None : SystemError.NotADirectory;
    }

    private readonly SystemError FollowLinks(ReadOnlySpan<byte> path, PathMode mode, ref PathTarget target)
    {
        PathBuffer storage = default;
        PathBuffer spare = default;
        Span<byte> buffer = storage;
        path.CopyTo(buffer);
        int length = path.Length;
        for (int followed = 0; followed < MaximumLinksFollowed; followed++)
        {
            ref readonly Inode link = ref _inodes[target.Inode];
            int rest = length - target.RestOfLink;
            if (link.Size + rest >= PathBuffer.Capacity)
            {
                return SystemError.NameTooLong;
            }

            Span<byte> next = ((Span<byte>)spare).Slice(0, (int)link.Size + rest);
            link.Content.Read(_storage, 0, next.Slice(0, (int)link.Size));
            buffer.Slice(target.RestOfLink, rest).CopyTo(next.Slice((int)link.Size));
            next.CopyTo(buffer);
            length = next.Length;
            Handle<Inode> start = buffer[0] == '/' ? _root : target.Directory;
            SystemError error = Walk(start, buffer.Slice(0, length), mode, out target);
            if (error != SystemError.None || target.RestOfLink < 0)
            {
                return error;
            }
        }

        return SystemError.TooManySymbolicLinks;
    }

    private static int SkipSlashes(ReadOnlySpan<byte> path, int position)
    {
        while (position < path.Length && path[position] == '/')
        {
            position++;
        }

        return position;
    }

    private static int EndOfName(ReadOnlySpan<byte> path, int position)
    {
        while (position < path.Length && path[position] != '/')
        {
            position++;
        }

        return position;
    }
}
