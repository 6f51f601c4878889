using System;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Files;

/// <summary>
/// The files of the machine, for the platform layer. Every member may be called by any thread; one waits while another one is in here, for as long
/// as one copy or one directory operation takes, and for nothing else. Paths, permission bits and errors are those of POSIX. Paths are
/// bytes without a zero; relative ones start from the working directory.
/// </summary>
public static class FileSystem
{
    private static SleepMutex<FileSystemState> s_state;
    private static OnceCell<FileSystemPlan> s_plan;
    private static LateFunction<FileSystemBuilder> s_content;
    private static AtomicBool s_isMade;
    private static WaitPoint s_lockReleased;

    /// <summary>
    /// Says what the tree is to hold: <paramref name="archive"/>, and no more content than <paramref name="maximumBytes"/>. It is made when somebody first
    /// asks for a file, because many programs never do. Once, at boot.
    /// </summary>
    public static void Initialize(bool consoleIsTerminal, ulong maximumBytes, StaticBytes archive) =>
        s_plan.TrySet(new FileSystemPlan { ConsoleIsTerminal = consoleIsTerminal, MaximumPages = maximumBytes / Page.Bytes, Archive = archive });

    /// <summary>Says what the layers above have in the tree when it is made: files that come with the image stay. Once, at boot.</summary>
    public static void AtMaking<TContent>()
        where TContent : struct, IFunction<FileSystemBuilder> => s_content.Set<TContent>();

    /// <summary>Describes a terminal of xterm's family, by the name that programs know it by.</summary>
    public static SystemError MakeTerminalDescription(ReadOnlySpan<byte> name)
    {
        Span<byte> path = stackalloc byte[64];
        var builder = new TextBuilder(path);
        builder.Write("/usr/share/terminfo/x/"u8);
        builder.Write(name);
        if (builder.Length > path.Length)
        {
            return SystemError.NameTooLong;
        }

        MakeDirectory("/usr"u8, 0x1ED);
        MakeDirectory("/usr/share"u8, 0x1ED);
        MakeDirectory("/usr/share/terminfo"u8, 0x1ED);
        MakeDirectory("/usr/share/terminfo/x"u8, 0x1ED);
        SystemError error = Open(path.Slice(0, builder.Length), OpenOptions.Write | OpenOptions.Create, 0x1A4, out FileHandle file);
        if (error == SystemError.None)
        {
            Span<byte> entry = stackalloc byte[TerminalDescription.MaximumBytes];
            error = Write(file, entry.Slice(0, TerminalDescription.Write(entry)), out _);
            Close(file);
        }

        return error;
    }

    /// <inheritdoc cref="FileSystemState.Open"/>
    public static SystemError Open(ReadOnlySpan<byte> path, OpenOptions options, int permissions, out FileHandle file)
    {
        using var state = Enter();
        return state.Value.Open(path, options, permissions, out file);
    }

    /// <inheritdoc cref="FileSystemState.Close"/>
    public static SystemError Close(FileHandle file)
    {
        SystemError error;
        bool unlocked;
        using (var state = Enter())
        {
            error = state.Value.Close(file, out unlocked);
        }

        if (unlocked)
        {
            s_lockReleased.WakeAll();
        }

        return error;
    }

    /// <inheritdoc cref="FileSystemState.Describe(FileHandle, out FileKind, out DeviceKind, out uint)"/>
    public static SystemError Describe(FileHandle file, out FileKind kind, out DeviceKind device, out uint supplied)
    {
        using var state = Enter();
        return state.Value.Describe(file, out kind, out device, out supplied);
    }

    /// <inheritdoc cref="FileSystemState.Read"/>
    public static SystemError Read(FileHandle file, Span<byte> destination, out int count)
    {
        using var state = Enter();
        return state.Value.Read(file, destination, out count);
    }

    /// <inheritdoc cref="FileSystemState.ReadAt"/>
    public static SystemError ReadAt(FileHandle file, long position, Span<byte> destination, out int count)
    {
        using var state = Enter();
        return state.Value.ReadAt(file, position, destination, out count);
    }

    /// <inheritdoc cref="FileSystemState.Write"/>
    public static SystemError Write(FileHandle file, ReadOnlySpan<byte> source, out int count)
    {
        using var state = Enter();
        return state.Value.Write(file, source, out count);
    }

    /// <inheritdoc cref="FileSystemState.WriteAt"/>
    public static SystemError WriteAt(FileHandle file, long position, ReadOnlySpan<byte> source, out int count)
    {
        using var state = Enter();
        return state.Value.WriteAt(file, position, source, out count);
    }

    /// <inheritdoc cref="FileSystemState.Seek"/>
    public static SystemError Seek(FileHandle file, long offset, SeekOrigin origin, out long position)
    {
        using var state = Enter();
        return state.Value.Seek(file, offset, origin, out position);
    }

    /// <inheritdoc cref="FileSystemState.Truncate"/>
    public static SystemError Truncate(FileHandle file, long size)
    {
        using var state = Enter();
        return state.Value.Truncate(file, size);
    }

    /// <inheritdoc cref="FileSystemState.Reserve"/>
    public static SystemError Reserve(FileHandle file, long position, long length)
    {
        using var state = Enter();
        return state.Value.Reserve(file, position, length);
    }

    /// <inheritdoc cref="FileSystemState.Show"/>
    public static SystemError Show(FileHandle file, long position, nuint address, nuint pages, bool isWritable, out FileView view)
    {
        using var state = Enter();
        return state.Value.Show(file, position, address, pages, isWritable, out view);
    }

    /// <inheritdoc cref="FileSystemState.Hide"/>
    public static void Hide(FileView view)
    {
        using var state = Enter();
        state.Value.Hide(view);
    }

    /// <summary>
    /// Locks the whole file for an open file, in place of the lock it holds, or unlocks it. When another one's lock is in the way, waits for that to go,
    /// or gives <see cref="SystemError.WouldBlock"/>, with the lock it held kept.
    /// </summary>
    public static SystemError Lock(FileHandle file, LockKind kind, bool wait)
    {
        while (true)
        {
            WaitTicket ticket = s_lockReleased.Ticket();
            SystemError error;
            using (var state = Enter())
            {
                error = state.Value.Lock(file, kind);
            }

            if (error == SystemError.None && kind != LockKind.Exclusive)
            {
                s_lockReleased.WakeAll();
            }

            if (error != SystemError.WouldBlock || !wait)
            {
                return error;
            }

            s_lockReleased.Wait(ticket, Deadline.Never);
        }
    }

    /// <inheritdoc cref="FileSystemState.GetStatus(ReadOnlySpan{byte}, bool, out FileStatus)"/>
    public static SystemError GetStatus(ReadOnlySpan<byte> path, bool follow, out FileStatus status)
    {
        using var state = Enter();
        return state.Value.GetStatus(path, follow, out status);
    }

    /// <inheritdoc cref="FileSystemState.GetStatus(FileHandle, out FileStatus)"/>
    public static SystemError GetStatus(FileHandle file, out FileStatus status)
    {
        using var state = Enter();
        return state.Value.GetStatus(file, out status);
    }

    /// <inheritdoc cref="FileSystemState.ChangePermissions(ReadOnlySpan{byte}, int)"/>
    public static SystemError ChangePermissions(ReadOnlySpan<byte> path, int permissions)
    {
        using var state = Enter();
        return state.Value.ChangePermissions(path, permissions);
    }

    /// <inheritdoc cref="FileSystemState.ChangePermissions(FileHandle, int)"/>
    public static SystemError ChangePermissions(FileHandle file, int permissions)
    {
        using var state = Enter();
        return state.Value.ChangePermissions(file, permissions);
    }

    /// <inheritdoc cref="FileSystemState.SetTimes(ReadOnlySpan{byte}, long, long)"/>
    public static SystemError SetTimes(ReadOnlySpan<byte> path, long accessTime, long modifyTime)
    {
        using var state = Enter();
        return state.Value.SetTimes(path, accessTime, modifyTime);
    }

    /// <inheritdoc cref="FileSystemState.SetTimes(FileHandle, long, long)"/>
    public static SystemError SetTimes(FileHandle file, long accessTime, long modifyTime)
    {
        using var state = Enter();
        return state.Value.SetTimes(file, accessTime, modifyTime);
    }

    /// <inheritdoc cref="FileSystemState.CheckAccess"/>
    public static SystemError CheckAccess(ReadOnlySpan<byte> path, bool execute)
    {
        using var state = Enter();
        return state.Value.CheckAccess(path, execute);
    }

    /// <inheritdoc cref="FileSystemState.MakeDirectory"/>
    public static SystemError MakeDirectory(ReadOnlySpan<byte> path, int permissions)
    {
        using var state = Enter();
        return state.Value.MakeDirectory(path, permissions);
    }

    /// <inheritdoc cref="FileSystemState.RemoveDirectory"/>
    public static SystemError RemoveDirectory(ReadOnlySpan<byte> path)
    {
        using var state = Enter();
        return state.Value.RemoveDirectory(path);
    }

    /// <inheritdoc cref="FileSystemState.Unlink"/>
    public static SystemError Unlink(ReadOnlySpan<byte> path)
    {
        using var state = Enter();
        return state.Value.Unlink(path);
    }

    /// <inheritdoc cref="FileSystemState.Rename"/>
    public static SystemError Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        using var state = Enter();
        return state.Value.Rename(from, to);
    }

    /// <inheritdoc cref="FileSystemState.MakeLink"/>
    public static SystemError MakeLink(ReadOnlySpan<byte> existing, ReadOnlySpan<byte> path)
    {
        using var state = Enter();
        return state.Value.MakeLink(existing, path);
    }

    /// <inheritdoc cref="FileSystemState.MakeSymbolicLink"/>
    public static SystemError MakeSymbolicLink(ReadOnlySpan<byte> text, ReadOnlySpan<byte> path)
    {
        using var state = Enter();
        return state.Value.MakeSymbolicLink(text, path);
    }

    /// <inheritdoc cref="FileSystemState.MakeFile"/>
    public static SystemError MakeFile(ReadOnlySpan<byte> path, ReadOnlySpan<byte> content)
    {
        using var state = Enter();
        return state.Value.MakeFile(path, content);
    }

    /// <inheritdoc cref="FileSystemState.Supply"/>
    public static SystemError Supply(FileHandle file, ReadOnlySpan<byte> text)
    {
        using var state = Enter();
        return state.Value.Supply(file, text);
    }

    /// <inheritdoc cref="FileSystemState.MakeSocket"/>
    public static SystemError MakeSocket(ReadOnlySpan<byte> path, ulong socket)
    {
        using var state = Enter();
        return state.Value.MakeSocket(path, socket);
    }

    /// <inheritdoc cref="FileSystemState.FindSocket"/>
    public static SystemError FindSocket(ReadOnlySpan<byte> path, out ulong socket)
    {
        using var state = Enter();
        return state.Value.FindSocket(path, out socket);
    }

    /// <inheritdoc cref="FileSystemState.ReadLink"/>
    public static SystemError ReadLink(ReadOnlySpan<byte> path, Span<byte> destination, out int length)
    {
        using var state = Enter();
        return state.Value.ReadLink(path, destination, out length);
    }

    /// <inheritdoc cref="FileSystemState.ReadDirectory"/>
    public static SystemError ReadDirectory(FileHandle file, out FileName name, out FileKind kind)
    {
        using var state = Enter();
        return state.Value.ReadDirectory(file, out name, out kind);
    }

    /// <inheritdoc cref="FileSystemState.ChangeDirectory"/>
    public static SystemError ChangeDirectory(ReadOnlySpan<byte> path)
    {
        using var state = Enter();
        return state.Value.ChangeDirectory(path);
    }

    /// <inheritdoc cref="FileSystemState.GetWorkingDirectory"/>
    public static SystemError GetWorkingDirectory(Span<byte> destination, out int length)
    {
        using var state = Enter();
        return state.Value.GetWorkingDirectory(destination, out length);
    }

    /// <inheritdoc cref="FileSystemState.GetRealPath"/>
    public static SystemError GetRealPath(ReadOnlySpan<byte> path, Span<byte> destination, out int length)
    {
        using var state = Enter();
        return state.Value.GetRealPath(path, destination, out length);
    }

    /// <inheritdoc cref="FileSystemState.MakeChangeQueue"/>
    public static SystemError MakeChangeQueue(out ChangeHandle queue)
    {
        using var state = Enter();
        return state.Value.MakeChangeQueue(out queue);
    }

    /// <inheritdoc cref="FileSystemState.CloseChangeQueue"/>
    public static void CloseChangeQueue(ChangeHandle queue)
    {
        using var state = Enter();
        state.Value.CloseChangeQueue(queue);
    }

    /// <inheritdoc cref="FileSystemState.GetChangeReaders"/>
    public static WaitQueue GetChangeReaders(ChangeHandle queue)
    {
        using var state = Enter();
        return state.Value.GetChangeReaders(queue);
    }

    /// <inheritdoc cref="FileSystemState.HasChanges"/>
    public static bool HasChanges(ChangeHandle queue)
    {
        using var state = Enter();
        return state.Value.HasChanges(queue);
    }

    /// <inheritdoc cref="FileSystemState.AddWatch"/>
    public static SystemError AddWatch(ChangeHandle queue, ReadOnlySpan<byte> path, FileChanges mask, out int number)
    {
        using var state = Enter();
        return state.Value.AddWatch(queue, path, mask, out number);
    }

    /// <inheritdoc cref="FileSystemState.RemoveWatch(ChangeHandle, int)"/>
    public static SystemError RemoveWatch(ChangeHandle queue, int number)
    {
        using var state = Enter();
        return state.Value.RemoveWatch(queue, number);
    }

    /// <inheritdoc cref="FileSystemState.ReadChanges"/>
    public static SystemError ReadChanges(ChangeHandle queue, Span<byte> destination, out int count)
    {
        using var state = Enter();
        return state.Value.ReadChanges(queue, destination, out count);
    }

    /// <summary>How many bytes of content the file system may hold in all, and how many of them are not used. Memory may run out before.</summary>
    public static void GetSpace(out ulong total, out ulong free)
    {
        using var state = Enter();
        total = state.Value.MaximumPages * Page.Bytes;
        free = total - Math.Min(total, state.Value.UsedPages * Page.Bytes);
    }

    private static MutexGuard<RawSleepingLock, FileSystemState> Enter()
    {
        if (!s_isMade.Load(MemoryOrder.Acquire))
        {
            Make();
        }

        return s_state.Lock();
    }

    private static void Make()
    {
        using var state = s_state.Lock();
        if (s_isMade.Load(MemoryOrder.Relaxed))
        {
            return;
        }

        SystemError error = state.Value.Make(s_plan.Value);
        Panic.Unless(error != SystemError.OutOfMemory, "too little memory for the file system");
        Panic.Unless(error == SystemError.None, "the image's initial files cannot be read");
        var builder = new FileSystemBuilder(ref state.Value);
        s_content.TryInvoke(ref builder);
        s_isMade.Store(true, MemoryOrder.Release);
    }
}
