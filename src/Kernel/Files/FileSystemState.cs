using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <summary>
/// The file system: everything that its lock protects. One tree of directories in memory; what came with the image is part of it, and its content
/// is copied only when it is written to. The machine has one user, who may do everything: permission bits are kept and not enforced.
/// </summary>
internal partial struct FileSystemState
{
    private const int PermissionMask = 0xFFF;

    // What open and mkdir take away from the permissions asked for: write for group and others, as usual.
    private const int CreationMask = 0x12;

    private Pool<Inode> _inodes;
    private Pool<DirectoryEntry> _entries;
    private Pool<OpenFile> _files;
    private Pool<Watch> _watches;
    private Pool<Change> _changes;
    private Pool<ChangeQueue> _changeQueues;
    private FileStorage _storage;
    private EntryTable _table;
    private Handle<Inode> _root;
    private Handle<Inode> _application;
    private Handle<Inode> _workingDirectory;
    private long _nextNumber;
    private uint _lastMove;

    /// <summary>How many files there are, named or open.</summary>
    public readonly int FileCount => _inodes.Count;

    /// <summary>How many open files there are.</summary>
    public readonly int OpenCount => _files.Count;

    /// <summary>How many pages hold file content.</summary>
    public readonly ulong UsedPages => _storage.UsedPages;

    /// <summary>How many pages may hold file content.</summary>
    public readonly ulong MaximumPages => _storage.MaximumPages;

    /// <summary>How many pages are allocated, those for bookkeeping included.</summary>
    public readonly int AllocatedPages => _storage.Pages.Count;

    /// <summary>Makes the tree, with what came with the image and the files that describe the process.</summary>
    public SystemError Make(in FileSystemPlan plan)
    {
        Span<byte> seed = stackalloc byte[sizeof(uint)];
        RandomBytes.FillNonSecret(seed);
        SystemError error = Initialize(plan.ConsoleIsTerminal, plan.MaximumPages, BinaryPrimitives.ReadUInt32LittleEndian(seed));
        error = error == SystemError.None ? MakeProcessFiles() : error;
        return error == SystemError.None ? Mount(plan.Archive, out _) : error;
    }

    /// <summary>
    /// Makes the tree (<c>/</c>, <c>/app</c>, <c>/dev</c>, <c>/root</c>, <c>/tmp</c>), its devices; <c>/app</c> is the
    /// working directory. The error is
    /// <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public SystemError Initialize(bool consoleIsTerminal, ulong maximumPages, uint seed)
    {
        _storage.MaximumPages = maximumPages;
        if (!_table.TryInitialize(ref _storage.Pages, seed) || !TryMakeInode(FileKind.Directory, 0x1ED, out _root))
        {
            return SystemError.OutOfMemory;
        }

        _inodes[_root].Links = 1;
        _inodes[_root].Uses = 2;
        _inodes[_root].Directory.Parent = _root;
        _workingDirectory = _root;
        FileKind console = consoleIsTerminal ? FileKind.CharacterDevice : FileKind.Pipe;
        bool made = MakeDirectory("/app"u8, 0x1ED) == SystemError.None
            && MakeDirectory("/dev"u8, 0x1ED) == SystemError.None
            && MakeDirectory("/root"u8, 0x1C0) == SystemError.None
            && MakeDirectory("/tmp"u8, 0x1FF) == SystemError.None
            && ChangePermissions("/tmp"u8, 0x3FF) == SystemError.None
            && TryMakeDevice("/dev/stdin"u8, console, DeviceKind.ConsoleInput)
            && TryMakeDevice("/dev/stdout"u8, console, DeviceKind.ConsoleOutput)
            && TryMakeDevice("/dev/stderr"u8, console, DeviceKind.ConsoleError)
            && TryMakeDevice("/dev/null"u8, FileKind.CharacterDevice, DeviceKind.Null)
            && TryMakeDevice("/dev/zero"u8, FileKind.CharacterDevice, DeviceKind.Zero)
            && TryMakeDevice("/dev/full"u8, FileKind.CharacterDevice, DeviceKind.Full)
            && TryMakeDevice("/dev/random"u8, FileKind.CharacterDevice, DeviceKind.Random)
            && TryMakeDevice("/dev/urandom"u8, FileKind.CharacterDevice, DeviceKind.Random);
        if (!made || ResolveExisting("/app"u8, followLast: false, out PathTarget application) != SystemError.None)
        {
            return SystemError.OutOfMemory;
        }

        _application = application.Inode;
        _inodes[_application].Uses++;
        return ChangeDirectory("/app"u8);
    }

    /// <summary>Makes a file with <paramref name="content"/>, and the directories above it. One that is there already stays, which is no error.</summary>
    public SystemError MakeFile(ReadOnlySpan<byte> path, ReadOnlySpan<byte> content)
    {
        MakeDirectoriesAbove(path);
        SystemError error = Open(path, OpenOptions.Write | OpenOptions.Create | OpenOptions.Exclusive, 0x1A4, out FileHandle file);
        if (error != SystemError.None)
        {
            return error == SystemError.AlreadyExists ? SystemError.None : error;
        }

        error = Write(file, content, out _);
        Close(file, out _);
        return error;
    }

    private void MakeDirectoriesAbove(ReadOnlySpan<byte> path)
    {
        for (int i = 1; i < path.Length; i++)
        {
            if (path[i] == (byte)'/')
            {
                MakeDirectory(path.Slice(0, i), 0x1ED);
            }
        }
    }

    /// <summary>Limits how many pages may hold file content. What is there already stays.</summary>
    public void LimitPages(ulong maximumPages) => _storage.MaximumPages = maximumPages;

    private bool TryMakeDevice(ReadOnlySpan<byte> path, FileKind kind, DeviceKind device)
    {
        if (Resolve(path, PathMode.NoFollow, out PathTarget target) != SystemError.None || !TryMakeInode(kind, 0x1B6, out Handle<Inode> inode))
        {
            return false;
        }

        _inodes[inode].Device = device;
        return TryAddEntry(target.Directory, target.Name, inode, out _);
    }

    private bool TryMakeInode(FileKind kind, int permissions, out Handle<Inode> handle)
    {
        if (!_inodes.TryAllocate(out handle))
        {
            return false;
        }

        long now = FileClock.Now;
        ref Inode inode = ref _inodes[handle];
        inode.Kind = kind;
        inode.Permissions = permissions & PermissionMask;
        inode.Number = ++_nextNumber;
        inode.AccessTime = now;
        inode.ModifyTime = now;
        inode.ChangeTime = now;
        inode.BirthTime = now;
        return true;
    }

    // A file goes when nothing names it and nothing uses it.
    private void ReleaseIfUnused(Handle<Inode> handle)
    {
        ref Inode inode = ref _inodes[handle];
        if (inode.Links != 0 || inode.Uses != 0)
        {
            return;
        }

        NotifyGone(handle);
        inode.Content.Truncate(ref _storage, 0);
        _inodes.Free(handle);
    }
}
