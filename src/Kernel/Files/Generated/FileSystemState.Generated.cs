using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Files;

/// <content>Files whose content is made when they are opened: what <c>/proc</c> says of the one process.</content>
internal partial struct FileSystemState
{
    private const int GeneratedBytes = 4096;

    // How many threads are listed; nobody counts more one by one.
    private const int MostThreads = 1024;

    /// <summary>Makes <c>/proc</c>. Once, when there is a tree. The error is <see cref="SystemError.OutOfMemory"/>.</summary>
    public SystemError MakeProcessFiles() => TryMakeProcessFiles() ? SystemError.None : SystemError.OutOfMemory;

    private bool TryMakeProcessFiles()
    {
        Span<byte> path = stackalloc byte[6 + NameBuffer.Capacity];
        var program = new TextBuilder(path);
        program.Write("/app/"u8);
        program.Write(ProcessInformation.Name);
        return MakeDirectory("/proc"u8, 0x16D) == SystemError.None
            && MakeDirectory("/proc/1"u8, 0x16D) == SystemError.None
            && MakeDirectory("/proc/1/task"u8, 0x16D) == SystemError.None
            && MakeSymbolicLink("1"u8, "/proc/self"u8) == SystemError.None
            && MakeSymbolicLink(path.Slice(0, Math.Min(program.Length, path.Length)), "/proc/1/exe"u8) == SystemError.None
            && MakeSymbolicLink("/app"u8, "/proc/1/cwd"u8) == SystemError.None
            && TrySetGenerated("/proc/1/task"u8, GeneratedFile.Threads)
            && TryMakeGenerated("/proc/1/stat"u8, GeneratedFile.Statistics)
            && TryMakeGenerated("/proc/1/status"u8, GeneratedFile.Status)
            && TryMakeGenerated("/proc/1/statm"u8, GeneratedFile.Sizes)
            && TryMakeGenerated("/proc/1/cmdline"u8, GeneratedFile.CommandLine)
            && TryMakeGenerated("/proc/1/comm"u8, GeneratedFile.Name)
            && TryMakeGenerated("/proc/1/maps"u8, GeneratedFile.Mappings)
            && TryMakeGenerated("/proc/meminfo"u8, GeneratedFile.Memory)
            && TryMakeGenerated("/proc/uptime"u8, GeneratedFile.Uptime);
    }

    /// <summary>
    /// Makes a file whose content the layer above supplies whenever it is opened, and the directories above it; that layer knows the content by a number,
    /// which is not 0.
    /// </summary>
    public SystemError MakeSupplied(ReadOnlySpan<byte> path, uint number)
    {
        MakeDirectoriesAbove(path);
        SystemError error = ResolveNew(path, directory: false, out PathTarget target);
        error = error == SystemError.None ? AddFile(target, FileKind.Regular, 0x124, out target.Inode) : error;
        if (error == SystemError.None)
        {
            _inodes[target.Inode].Generated = GeneratedFile.Supplied;
            _inodes[target.Inode].GeneratedFor = number;
        }

        return error;
    }

    /// <summary>Adds to what an open file reads whose content the layer above supplies.</summary>
    public SystemError Supply(FileHandle opened, ReadOnlySpan<byte> text)
    {
        SystemError error = FindOpen(opened, OpenOptions.None, out Handle<OpenFile> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref OpenFile file = ref _files[handle];
        int written = file.Generated.Write(ref _storage, file.GeneratedSize, text);
        file.GeneratedSize += written;
        return written == text.Length ? SystemError.None : SystemError.NoSpace;
    }

    private bool TryMakeGenerated(ReadOnlySpan<byte> path, GeneratedFile what, uint argument = 1)
    {
        if (Resolve(path, PathMode.NoFollow, out PathTarget target) != SystemError.None
            || AddFile(target, FileKind.Regular, 0x124, out Handle<Inode> inode) != SystemError.None)
        {
            return false;
        }

        _inodes[inode].Generated = what;
        _inodes[inode].GeneratedFor = argument;
        return true;
    }

    private bool TrySetGenerated(ReadOnlySpan<byte> path, GeneratedFile what)
    {
        if (ResolveExisting(path, followLast: false, out PathTarget target) != SystemError.None)
        {
            return false;
        }

        _inodes[target.Inode].Generated = what;
        return true;
    }

    // Makes what an open file reads, for it alone: it stays as it was at this moment.
    private SystemError Generate(ref OpenFile file, GeneratedFile what, uint argument)
    {
        if (what == GeneratedFile.Threads)
        {
            return RefreshThreads();
        }

        if (what == GeneratedFile.Supplied)
        {
            return SystemError.None;
        }

        Span<byte> text = stackalloc byte[GeneratedBytes];
        int length = ProcessInformation.Write(what, argument, text);
        file.GeneratedSize = file.Generated.Write(ref _storage, 0, text.Slice(0, length));
        return file.GeneratedSize == length ? SystemError.None : SystemError.NoSpace;
    }

    // Makes a directory for each thread that has none, and removes those of threads that have ended.
    private SystemError RefreshThreads()
    {
        Span<uint> threads = stackalloc uint[MostThreads];
        threads = threads.Slice(0, ProcessInformation.GetThreads(threads));
        Span<byte> path = stackalloc byte[48];
        if (ResolveExisting("/proc/1/task"u8, followLast: false, out PathTarget directory) != SystemError.None)
        {
            return SystemError.None;
        }

        Handle<DirectoryEntry> next = _inodes[directory.Inode].Directory.First;
        while (!next.IsNull)
        {
            Handle<DirectoryEntry> entry = next;
            next = _entries[entry].Next;
            Handle<Inode> inode = _entries[entry].Target;
            if (threads.IndexOf(_inodes[inode].GeneratedFor) < 0)
            {
                RemoveThread(entry, inode);
            }
        }

        foreach (uint thread in threads)
        {
            var builder = new TextBuilder(path);
            builder.Write("/proc/1/task/"u8);
            builder.Write(thread);
            int folder = builder.Length;
            if (MakeDirectory(path.Slice(0, folder), 0x16D) != SystemError.None)
            {
                continue;
            }

            ResolveExisting(path.Slice(0, folder), followLast: false, out PathTarget made);
            _inodes[made.Inode].GeneratedFor = thread;
            builder.Write("/stat"u8);
            if (!TryMakeGenerated(path.Slice(0, builder.Length), GeneratedFile.Statistics, thread))
            {
                return SystemError.NoSpace;
            }
        }

        return SystemError.None;
    }

    private void RemoveThread(Handle<DirectoryEntry> entry, Handle<Inode> directory)
    {
        Handle<DirectoryEntry> file = _inodes[directory].Directory.First;
        if (!file.IsNull)
        {
            RemoveEntry(file);
        }

        RemoveEntry(entry);
    }
}
