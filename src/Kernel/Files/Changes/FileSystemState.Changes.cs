using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Files;

/// <content>Telling of changes, as <c>inotify(7)</c> does.</content>
internal partial struct FileSystemState
{
    // The structure in front of a name; names are filled up with zeros to a multiple of it.
    private const int ChangeHeadBytes = 16;

    /// <summary>Makes a queue of changes. The error is <see cref="SystemError.OutOfMemory"/>.</summary>
    public SystemError MakeChangeQueue(out ChangeHandle queue)
    {
        queue = default;
        if (!WaitQueue.TryCreate(out WaitQueue readers))
        {
            return SystemError.OutOfMemory;
        }

        if (!_changeQueues.TryAllocate(out Handle<ChangeQueue> made))
        {
            readers.Destroy();
            return SystemError.OutOfMemory;
        }

        _changeQueues[made].Readers = readers;
        queue = new ChangeHandle(made);
        return SystemError.None;
    }

    /// <summary>Ends a queue with all its watches, and wakes who waits for it.</summary>
    public void CloseChangeQueue(ChangeHandle queue)
    {
        Handle<ChangeQueue> handle = queue.Handle;
        if (!_changeQueues.Contains(handle))
        {
            return;
        }

        for (Handle<Watch> watch = _changeQueues[handle].Watches; !watch.IsNull; watch = _changeQueues[handle].Watches)
        {
            RemoveWatch(watch);
        }

        while (!_changeQueues[handle].First.IsNull)
        {
            DropFirst(handle);
        }

        _changeQueues[handle].Readers.Destroy();
        _changeQueues.Free(handle);
    }

    /// <summary>The queue to wait in for changes; a null one if there is no such queue.</summary>
    public readonly WaitQueue GetChangeReaders(ChangeHandle queue) => _changeQueues.Contains(queue.Handle) ? _changeQueues[queue.Handle].Readers : default;

    /// <summary>Whether there is something to read.</summary>
    public readonly bool HasChanges(ChangeHandle queue) => _changeQueues.Contains(queue.Handle) && _changeQueues[queue.Handle].Count != 0;

    /// <summary>Watches the file at a path, or changes how it is watched, and gives the number of the watch, from 1.</summary>
    public SystemError AddWatch(ChangeHandle queue, ReadOnlySpan<byte> path, FileChanges mask, out int number)
    {
        number = -1;
        if ((mask & FileChanges.All) == FileChanges.None || !_changeQueues.Contains(queue.Handle))
        {
            return SystemError.Invalid;
        }

        SystemError error = ResolveExisting(path, (mask & FileChanges.NoFollow) == 0, out PathTarget target);
        if (error != SystemError.None)
        {
            return error;
        }

        if ((mask & FileChanges.OnlyDirectory) != 0 && _inodes[target.Inode].Kind != FileKind.Directory)
        {
            return SystemError.NotADirectory;
        }

        for (Handle<Watch> watch = _inodes[target.Inode].Watches; !watch.IsNull; watch = _watches[watch].NextOfFile)
        {
            ref Watch existing = ref _watches[watch];
            if (existing.Queue.Equals(queue.Handle))
            {
                if ((mask & FileChanges.MaskCreate) != 0)
                {
                    return SystemError.AlreadyExists;
                }

                existing.Mask = (mask & FileChanges.MaskAdd) != 0 ? existing.Mask | mask : mask;
                number = existing.Number;
                return SystemError.None;
            }
        }

        return AttachWatch(queue.Handle, target.Inode, mask, out number);
    }

    /// <summary>Ends a watch, which is told in the queue.</summary>
    public SystemError RemoveWatch(ChangeHandle queue, int number)
    {
        if (_changeQueues.Contains(queue.Handle))
        {
            for (Handle<Watch> watch = _changeQueues[queue.Handle].Watches; !watch.IsNull; watch = _watches[watch].NextOfQueue)
            {
                if (_watches[watch].Number == number)
                {
                    EndWatch(watch);
                    return SystemError.None;
                }
            }
        }

        return SystemError.Invalid;
    }

    /// <summary>
    /// Takes as many changes as fit, oldest first, in the form of <c>inotify(7)</c>. <see cref="SystemError.WouldBlock"/> when there are none,
    /// <see cref="SystemError.Invalid"/> when the first does not fit.
    /// </summary>
    public SystemError ReadChanges(ChangeHandle queue, Span<byte> destination, out int count)
    {
        count = 0;
        Handle<ChangeQueue> handle = queue.Handle;
        if (!_changeQueues.Contains(handle))
        {
            return SystemError.BadDescriptor;
        }

        if (_changeQueues[handle].First.IsNull)
        {
            return SystemError.WouldBlock;
        }

        while (!_changeQueues[handle].First.IsNull)
        {
            ref readonly Change change = ref _changes[_changeQueues[handle].First];
            int nameBytes = change.Name.Length == 0 ? 0 : (change.Name.Length / ChangeHeadBytes + 1) * ChangeHeadBytes;
            Span<byte> rest = destination.Slice(count);
            if (rest.Length < ChangeHeadBytes + nameBytes)
            {
                break;
            }

            BinaryPrimitives.WriteInt32LittleEndian(rest, change.Watch);
            BinaryPrimitives.WriteUInt32LittleEndian(rest.Slice(4), (uint)change.What);
            BinaryPrimitives.WriteUInt32LittleEndian(rest.Slice(8), change.Cookie);
            BinaryPrimitives.WriteUInt32LittleEndian(rest.Slice(12), (uint)nameBytes);
            rest.Slice(ChangeHeadBytes, nameBytes).Clear();
            change.Name.Span.CopyTo(rest.Slice(ChangeHeadBytes));
            count += ChangeHeadBytes + nameBytes;
            DropFirst(handle);
        }

        return count == 0 ? SystemError.Invalid : SystemError.None;
    }

    // Something happened to a file that is known by an entry: its own watches are told, and those of the directory, with the name.
    private void Notify(Handle<Inode> target, Handle<DirectoryEntry> entry, FileChanges what)
    {
        if (_watches.Count == 0)
        {
            return;
        }

        FileChanges kind = _inodes[target].Kind == FileKind.Directory ? FileChanges.IsDirectory : FileChanges.None;
        if (_entries.Contains(entry) && _entries[entry].Target.Equals(target))
        {
            Tell(_entries[entry].Directory, what | kind, _entries[entry].Name, 0);
        }

        Tell(target, what | kind, default, 0);
    }

    // Something happened to a name in a directory.
    private void NotifyName(Handle<Inode> directory, in FileName name, bool isDirectory, FileChanges what, uint cookie = 0)
    {
        if (_watches.Count != 0)
        {
            Tell(directory, what | (isDirectory ? FileChanges.IsDirectory : FileChanges.None), name, cookie);
        }
    }

    // The file is gone: its watches are told, and end.
    private void NotifyGone(Handle<Inode> target)
    {
        for (Handle<Watch> watch = _inodes[target].Watches; !watch.IsNull; watch = _inodes[target].Watches)
        {
            if ((_watches[watch].Mask & FileChanges.DeletedSelf) != 0)
            {
                Append(_watches[watch].Queue, _watches[watch].Number, FileChanges.DeletedSelf, default, 0);
            }

            EndWatch(watch);
        }
    }

    private void Tell(Handle<Inode> watched, FileChanges what, in FileName name, uint cookie)
    {
        Handle<Watch> next = _inodes[watched].Watches;
        while (!next.IsNull)
        {
            Handle<Watch> handle = next;
            ref readonly Watch watch = ref _watches[handle];
            next = watch.NextOfFile;
            if ((watch.Mask & what & FileChanges.All) == FileChanges.None)
            {
                continue;
            }

            bool last = (watch.Mask & FileChanges.OneShot) != 0;
            Append(watch.Queue, watch.Number, what, name, cookie);
            if (last)
            {
                EndWatch(handle);
            }
        }
    }

    private void Append(Handle<ChangeQueue> handle, int watch, FileChanges what, in FileName name, uint cookie)
    {
        ref ChangeQueue queue = ref _changeQueues[handle];
        if (!queue.Last.IsNull)
        {
            // The same as the newest one that is not read yet says nothing new.
            ref readonly Change newest = ref _changes[queue.Last];
            if (newest.Watch == watch && newest.What == what && newest.Cookie == cookie && newest.Name.Span.SequenceEqual(name.Span))
            {
                return;
            }
        }

        bool full = queue.Count >= ChangeQueue.Capacity;
        if (queue.Count > ChangeQueue.Capacity || !_changes.TryAllocate(out Handle<Change> made))
        {
            return;
        }

        ref Change change = ref _changes[made];
        change.Watch = full ? -1 : watch;
        change.What = full ? FileChanges.Overflow : what;
        change.Name = full ? default : name;
        change.Cookie = full ? 0 : cookie;
        if (queue.Last.IsNull)
        {
            queue.First = made;
        }
        else
        {
            _changes[queue.Last].Next = made;
        }

        queue.Last = made;
        queue.Count++;
        queue.Readers.WakeAll();
    }

    private void DropFirst(Handle<ChangeQueue> handle)
    {
        ref ChangeQueue queue = ref _changeQueues[handle];
        Handle<Change> first = queue.First;
        queue.First = _changes[first].Next;
        queue.Last = queue.First.IsNull ? default : queue.Last;
        queue.Count--;
        _changes.Free(first);
    }

    private SystemError AttachWatch(Handle<ChangeQueue> queue, Handle<Inode> target, FileChanges mask, out int number)
    {
        number = -1;
        if (!_watches.TryAllocate(out Handle<Watch> made))
        {
            return SystemError.NoSpace;
        }

        number = ++_changeQueues[queue].LastNumber;
        ref Watch watch = ref _watches[made];
        watch.Target = target;
        watch.Queue = queue;
        watch.Number = number;
        watch.Mask = mask;
        watch.NextOfFile = _inodes[target].Watches;
        watch.NextOfQueue = _changeQueues[queue].Watches;
        _inodes[target].Watches = made;
        _changeQueues[queue].Watches = made;
        return SystemError.None;
    }

    private void EndWatch(Handle<Watch> handle)
    {
        Append(_watches[handle].Queue, _watches[handle].Number, FileChanges.Ignored, default, 0);
        RemoveWatch(handle);
    }

    private void RemoveWatch(Handle<Watch> handle)
    {
        ref readonly Watch watch = ref _watches[handle];
        ref Inode inode = ref _inodes[watch.Target];
        ref ChangeQueue queue = ref _changeQueues[watch.Queue];
        if (inode.Watches.Equals(handle))
        {
            inode.Watches = watch.NextOfFile;
        }
        else
        {
            Handle<Watch> before = inode.Watches;
            while (!_watches[before].NextOfFile.Equals(handle))
            {
                before = _watches[before].NextOfFile;
            }

            _watches[before].NextOfFile = watch.NextOfFile;
        }

        if (queue.Watches.Equals(handle))
        {
            queue.Watches = watch.NextOfQueue;
        }
        else
        {
            Handle<Watch> before = queue.Watches;
            while (!_watches[before].NextOfQueue.Equals(handle))
            {
                before = _watches[before].NextOfQueue;
            }

            _watches[before].NextOfQueue = watch.NextOfQueue;
        }

        _watches.Free(handle);
    }
}
