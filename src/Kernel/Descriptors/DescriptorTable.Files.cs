using System;

using Hermit.Abi;
using Hermit.Files;

using SeekOrigin = Hermit.Files.SeekOrigin;

namespace Hermit.Descriptors;

/// <content>What only files do. A descriptor that is none is an argument of the wrong sort; where positions are concerned, it has none.</content>
public static partial class DescriptorTable
{
    /// <inheritdoc cref="FileSystem.ReadAt"/>
    public static SystemError ReadAt(int descriptor, long position, Span<byte> destination, out int count)
    {
        count = 0;
        SystemError error = FindSeekable(descriptor, OpenOptions.Read, out FileHandle file);
        return error == SystemError.None ? FileSystem.ReadAt(file, position, destination, out count) : error;
    }

    /// <inheritdoc cref="FileSystem.WriteAt"/>
    public static SystemError WriteAt(int descriptor, long position, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        SystemError error = FindSeekable(descriptor, OpenOptions.Write, out FileHandle file);
        return error == SystemError.None ? FileSystem.WriteAt(file, position, source, out count) : error;
    }

    /// <inheritdoc cref="FileSystem.Seek"/>
    public static SystemError Seek(int descriptor, long offset, SeekOrigin origin, out long position)
    {
        position = -1;
        SystemError error = FindSeekable(descriptor, OpenOptions.None, out FileHandle file);
        return error == SystemError.None ? FileSystem.Seek(file, offset, origin, out position) : error;
    }

    /// <inheritdoc cref="FileSystem.Truncate"/>
    public static SystemError Truncate(int descriptor, long size)
    {
        SystemError error = FindFile(descriptor, out FileHandle file);
        return error == SystemError.None ? FileSystem.Truncate(file, size) : error;
    }

    /// <inheritdoc cref="FileSystem.Reserve"/>
    public static SystemError Reserve(int descriptor, long position, long length)
    {
        SystemError error = FindSeekable(descriptor, OpenOptions.None, out FileHandle file);
        return error == SystemError.None ? FileSystem.Reserve(file, position, length) : error;
    }

    /// <inheritdoc cref="FileSystem.Show"/>
    public static SystemError Show(int descriptor, long position, nuint address, nuint pages, bool isWritable, out FileView view)
    {
        view = default;
        SystemError error = Find(descriptor, OpenOptions.None, out OpenObject target);
        if (error != SystemError.None)
        {
            return error;
        }

        return target.File.IsNull ? SystemError.NoDevice : FileSystem.Show(target.File, position, address, pages, isWritable, out view);
    }

    /// <inheritdoc cref="FileSystem.Lock"/>
    public static SystemError Lock(int descriptor, LockKind kind, bool wait)
    {
        SystemError error = FindFile(descriptor, out FileHandle file);
        return error == SystemError.None ? FileSystem.Lock(file, kind, wait) : error;
    }

    /// <inheritdoc cref="FileSystem.ChangePermissions(FileHandle, int)"/>
    public static SystemError ChangePermissions(int descriptor, int permissions)
    {
        SystemError error = FindFile(descriptor, out FileHandle file);
        return error == SystemError.None ? FileSystem.ChangePermissions(file, permissions) : error;
    }

    /// <inheritdoc cref="FileSystem.SetTimes(FileHandle, long, long)"/>
    public static SystemError SetTimes(int descriptor, long accessTime, long modifyTime)
    {
        SystemError error = FindFile(descriptor, out FileHandle file);
        return error == SystemError.None ? FileSystem.SetTimes(file, accessTime, modifyTime) : error;
    }

    private static SystemError FindSeekable(int descriptor, OpenOptions access, out FileHandle file)
    {
        SystemError error = FindOpened(descriptor, access, out OpenObject target);
        file = target.File;
        return error == SystemError.None && file.IsNull ? SystemError.NotSeekable : error;
    }
}
