using System;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Files;

/// <summary>
/// The files of the machine, for the platform layer. Every member may be called by any thread; one waits while another one is in here, for as long
/// as one copy or one directory operation takes, and for nothing else. Descriptors, paths, permission bits and errors are those of POSIX. Paths are
/// bytes without a zero; relative ones start from the working directory.
/// </summary>
public static class FileSystem
{
    private static Mutex<RawYieldingLock, FileSystemState> s_state = default;

    /// <summary>
    /// Makes the tree and descriptors 0 to 2. Once, at boot. <paramref name="maximumBytes"/> bounds the content of all files; <paramref name="seed"/>
    /// should be unforeseeable. The error is <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public static SystemError Initialize(bool consoleIsTerminal, ulong maximumBytes, uint seed)
    {
        using var state = s_state.Lock();
        return state.Value.Initialize(consoleIsTerminal, maximumBytes / Page.Bytes, seed);
    }

    /// <inheritdoc cref="FileSystemState.Mount"/>
    public static SystemError Mount(StaticBytes archive, out int position)
    {
        using var state = s_state.Lock();
        return state.Value.Mount(archive, out position);
    }

    /// <inheritdoc cref="FileSystemState.Open"/>
    public static SystemError Open(ReadOnlySpan<byte> path, OpenOptions options, int permissions, out int descriptor)
    {
        using var state = s_state.Lock();
        return state.Value.Open(path, options, permissions, out descriptor);
    }

    /// <inheritdoc cref="FileSystemState.Close"/>
    public static SystemError Close(int descriptor)
    {
        using var state = s_state.Lock();
        return state.Value.Close(descriptor);
    }

    /// <inheritdoc cref="FileSystemState.Duplicate"/>
    public static SystemError Duplicate(int descriptor, out int duplicate)
    {
        using var state = s_state.Lock();
        return state.Value.Duplicate(descriptor, out duplicate);
    }

    /// <inheritdoc cref="FileSystemState.Describe(int, out FileKind, out DeviceKind, out OpenOptions)"/>
    public static SystemError Describe(int descriptor, out FileKind kind, out DeviceKind device, out OpenOptions options)
    {
        using var state = s_state.Lock();
        return state.Value.Describe(descriptor, out kind, out device, out options);
    }

    /// <inheritdoc cref="FileSystemState.Read"/>
    public static SystemError Read(int descriptor, Span<byte> destination, out int count)
    {
        using var state = s_state.Lock();
        return state.Value.Read(descriptor, destination, out count);
    }

    /// <inheritdoc cref="FileSystemState.ReadAt"/>
    public static SystemError ReadAt(int descriptor, long position, Span<byte> destination, out int count)
    {
        using var state = s_state.Lock();
        return state.Value.ReadAt(descriptor, position, destination, out count);
    }

    /// <inheritdoc cref="FileSystemState.Write"/>
    public static SystemError Write(int descriptor, ReadOnlySpan<byte> source, out int count)
    {
        using var state = s_state.Lock();
        return state.Value.Write(descriptor, source, out count);
    }

    /// <inheritdoc cref="FileSystemState.WriteAt"/>
    public static SystemError WriteAt(int descriptor, long position, ReadOnlySpan<byte> source, out int count)
    {
        using var state = s_state.Lock();
        return state.Value.WriteAt(descriptor, position, source, out count);
    }

    /// <inheritdoc cref="FileSystemState.Seek"/>
    public static SystemError Seek(int descriptor, long offset, SeekOrigin origin, out long position)
    {
        using var state = s_state.Lock();
        return state.Value.Seek(descriptor, offset, origin, out position);
    }

    /// <inheritdoc cref="FileSystemState.Truncate"/>
    public static SystemError Truncate(int descriptor, long size)
    {
        using var state = s_state.Lock();
        return state.Value.Truncate(descriptor, size);
    }

    /// <inheritdoc cref="FileSystemState.Reserve"/>
    public static SystemError Reserve(int descriptor, long position, long length)
    {
        using var state = s_state.Lock();
        return state.Value.Reserve(descriptor, position, length);
    }

    /// <inheritdoc cref="FileSystemState.Lock"/>
    public static SystemError Lock(int descriptor, LockKind kind)
    {
        using var state = s_state.Lock();
        return state.Value.Lock(descriptor, kind);
    }

    /// <inheritdoc cref="FileSystemState.GetStatus(ReadOnlySpan{byte}, bool, out FileStatus)"/>
    public static SystemError GetStatus(ReadOnlySpan<byte> path, bool follow, out FileStatus status)
    {
        using var state = s_state.Lock();
        return state.Value.GetStatus(path, follow, out status);
    }

    /// <inheritdoc cref="FileSystemState.GetStatus(int, out FileStatus)"/>
    public static SystemError GetStatus(int descriptor, out FileStatus status)
    {
        using var state = s_state.Lock();
        return state.Value.GetStatus(descriptor, out status);
    }

    /// <inheritdoc cref="FileSystemState.ChangePermissions(ReadOnlySpan{byte}, int)"/>
    public static SystemError ChangePermissions(ReadOnlySpan<byte> path, int permissions)
    {
        using var state = s_state.Lock();
        return state.Value.ChangePermissions(path, permissions);
    }

    /// <inheritdoc cref="FileSystemState.ChangePermissions(int, int)"/>
    public static SystemError ChangePermissions(int descriptor, int permissions)
    {
        using var state = s_state.Lock();
        return state.Value.ChangePermissions(descriptor, permissions);
    }

    /// <inheritdoc cref="FileSystemState.SetTimes(ReadOnlySpan{byte}, long, long)"/>
    public static SystemError SetTimes(ReadOnlySpan<byte> path, long accessTime, long modifyTime)
    {
        using var state = s_state.Lock();
        return state.Value.SetTimes(path, accessTime, modifyTime);
    }

    /// <inheritdoc cref="FileSystemState.SetTimes(int, long, long)"/>
    public static SystemError SetTimes(int descriptor, long accessTime, long modifyTime)
    {
        using var state = s_state.Lock();
        return state.Value.SetTimes(descriptor, accessTime, modifyTime);
    }

    /// <inheritdoc cref="FileSystemState.CheckAccess"/>
    public static SystemError CheckAccess(ReadOnlySpan<byte> path, bool execute)
    {
        using var state = s_state.Lock();
        return state.Value.CheckAccess(path, execute);
    }

    /// <inheritdoc cref="FileSystemState.MakeDirectory"/>
    public static SystemError MakeDirectory(ReadOnlySpan<byte> path, int permissions)
    {
        using var state = s_state.Lock();
        return state.Value.MakeDirectory(path, permissions);
    }

    /// <inheritdoc cref="FileSystemState.RemoveDirectory"/>
    public static SystemError RemoveDirectory(ReadOnlySpan<byte> path)
    {
        using var state = s_state.Lock();
        return state.Value.RemoveDirectory(path);
    }

    /// <inheritdoc cref="FileSystemState.Unlink"/>
    public static SystemError Unlink(ReadOnlySpan<byte> path)
    {
        using var state = s_state.Lock();
        return state.Value.Unlink(path);
    }

    /// <inheritdoc cref="FileSystemState.Rename"/>
    public static SystemError Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        using var state = s_state.Lock();
        return state.Value.Rename(from, to);
    }

    /// <inheritdoc cref="FileSystemState.MakeLink"/>
    public static SystemError MakeLink(ReadOnlySpan<byte> existing, ReadOnlySpan<byte> path)
    {
        using var state = s_state.Lock();
        return state.Value.MakeLink(existing, path);
    }

    /// <inheritdoc cref="FileSystemState.MakeSymbolicLink"/>
    public static SystemError MakeSymbolicLink(ReadOnlySpan<byte> text, ReadOnlySpan<byte> path)
    {
        using var state = s_state.Lock();
        return state.Value.MakeSymbolicLink(text, path);
    }

    /// <inheritdoc cref="FileSystemState.ReadLink"/>
    public static SystemError ReadLink(ReadOnlySpan<byte> path, Span<byte> destination, out int length)
    {
        using var state = s_state.Lock();
        return state.Value.ReadLink(path, destination, out length);
    }

    /// <inheritdoc cref="FileSystemState.ReadDirectory"/>
    public static SystemError ReadDirectory(int descriptor, out FileName name, out FileKind kind)
    {
        using var state = s_state.Lock();
        return state.Value.ReadDirectory(descriptor, out name, out kind);
    }

    /// <inheritdoc cref="FileSystemState.ChangeDirectory"/>
    public static SystemError ChangeDirectory(ReadOnlySpan<byte> path)
    {
        using var state = s_state.Lock();
        return state.Value.ChangeDirectory(path);
    }

    /// <inheritdoc cref="FileSystemState.GetWorkingDirectory"/>
    public static SystemError GetWorkingDirectory(Span<byte> destination, out int length)
    {
        using var state = s_state.Lock();
        return state.Value.GetWorkingDirectory(destination, out length);
    }

    /// <summary>How many bytes of content the file system may hold in all, and how many of them are not used. Memory may run out before.</summary>
    public static void GetSpace(out ulong total, out ulong free)
    {
        using var state = s_state.Lock();
        total = state.Value.MaximumPages * Page.Bytes;
        free = total - Math.Min(total, state.Value.UsedPages * Page.Bytes);
    }
}
