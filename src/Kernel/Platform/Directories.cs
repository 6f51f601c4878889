using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Directories (System.Native's pal_io). A directory stream is named by a handle, which the libraries only pass on.</summary>
internal static class Directories
{
    private const int EndOfDirectory = -1;

    private static SleepMutex<Pool<DirectoryStream>> s_streams;

    [Export("SystemNative_MkDir")]
    internal static SystemError MkDir([Text] ReadOnlySpan<byte> path, int mode) => FileSystem.MakeDirectory(path, mode);

    [Export("SystemNative_RmDir")]
    internal static SystemError RmDir([Text] ReadOnlySpan<byte> path) => FileSystem.RemoveDirectory(path);

    [Export("SystemNative_ChDir")]
    internal static SystemError ChDir([Text] ReadOnlySpan<byte> path) => FileSystem.ChangeDirectory(path);

    [Export("SystemNative_GetCwd")]
    [return: ReturnsArgument(nameof(buffer))]
    internal static bool GetCwd(Span<byte> buffer)
    {
        // One byte is kept for the zero.
        int written = 0;
        SystemError error = buffer.IsEmpty ? SystemError.Invalid : FileSystem.GetWorkingDirectory(buffer.Slice(0, buffer.Length - 1), out written);
        if (error != SystemError.None)
        {
            return Errno.Fail(error, false);
        }

        buffer[written] = 0;
        return true;
    }

    [Export("SystemNative_OpenDir")]
    internal static nint OpenDir([Text] ReadOnlySpan<byte> path)
    {
        SystemError error = FileSystem.Open(path, OpenOptions.Read | OpenOptions.Directory, 0, out FileHandle file);
        if (error != SystemError.None)
        {
            return Errno.Fail(error, (nint)0);
        }

        using var streams = s_streams.Lock();
        if (!streams.Value.TryAllocate(out Handle<DirectoryStream> handle))
        {
            FileSystem.Close(file);
            return Errno.Fail(SystemError.OutOfMemory, (nint)0);
        }

        streams.Value[handle].File = file;
        return (nint)handle.ToBits();
    }

    // Returns 0, -1 at the end, or the number of the error. The name is good until the next call.
    [Export("SystemNative_ReadDir", Fault = (int)SystemError.Fault)]
    internal static int ReadDir(nint directory, out Entry entry)
    {
        entry = default;
        Handle<DirectoryStream> handle = Handle<DirectoryStream>.FromBits((ulong)directory);
        using var streams = s_streams.Lock();
        if (!streams.Value.Contains(handle))
        {
            return (int)SystemError.BadDescriptor;
        }

        ref DirectoryStream stream = ref streams.Value[handle];
        SystemError error = FileSystem.ReadDirectory(stream.File, out FileName name, out FileKind kind);
        if (error != SystemError.None)
        {
            return (int)error;
        }

        if (kind == FileKind.None)
        {
            return EndOfDirectory;
        }

        if (!TextBuilder.TryCopy(name.Span, stream.Name))
        {
            return (int)SystemError.OutOfRange;
        }

        entry.Name = Address.Of(stream.Name);
        entry.NameLength = name.Length;
        entry.Kind = (int)kind;
        return 0;
    }

    [Export("SystemNative_CloseDir")]
    internal static SystemError CloseDir(nint directory)
    {
        Handle<DirectoryStream> handle = Handle<DirectoryStream>.FromBits((ulong)directory);
        using var streams = s_streams.Lock();
        if (!streams.Value.Contains(handle))
        {
            return SystemError.BadDescriptor;
        }

        FileHandle file = streams.Value[handle].File;
        streams.Value.Free(handle);
        return FileSystem.Close(file);
    }

    // As the libraries lay it out: Interop.Sys.DirectoryEntry.
    internal struct Entry
    {
        public nuint Name;
        public int NameLength;
        public int Kind;
    }
}
