using System;
using System.Runtime;

using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Directories (System.Native's pal_io). A directory stream is a descriptor; its handle is the descriptor plus one, so as not to be null.</summary>
// SAFETY: the exports are called by the .NET libraries alone, with texts that end in a zero and buffers as Border requires.
internal static unsafe class Directories
{
    private const int EndOfDirectory = -1;

    // The longest name and a zero.
    private const int EntryBufferBytes = 256;

    [RuntimeExport("SystemNative_MkDir")]
    private static int MkDir(byte* path, int mode) => Errno.Result(FileSystem.MakeDirectory(Border.Text(path), mode));

    [RuntimeExport("SystemNative_RmDir")]
    private static int RmDir(byte* path) => Errno.Result(FileSystem.RemoveDirectory(Border.Text(path)));

    [RuntimeExport("SystemNative_ChDir")]
    private static int ChDir(byte* path) => Errno.Result(FileSystem.ChangeDirectory(Border.Text(path)));

    [RuntimeExport("SystemNative_GetCwd")]
    private static byte* GetCwd(byte* buffer, int length)
    {
        // One byte is kept for the zero.
        Span<byte> destination = Border.Buffer(buffer, length - 1);
        FileError error = FileSystem.GetWorkingDirectory(destination, out int written);
        if (error != FileError.None)
        {
            Errno.Value = (int)error;
            return null;
        }

        buffer[written] = 0;
        return buffer;
    }

    [RuntimeExport("SystemNative_OpenDir")]
    private static nint OpenDir(byte* path)
    {
        FileError error = FileSystem.Open(Border.Text(path), OpenOptions.Read | OpenOptions.Directory, 0, out int descriptor);
        if (error == FileError.None)
        {
            return descriptor + 1;
        }

        Errno.Value = (int)error;
        return 0;
    }

    [RuntimeExport("SystemNative_GetReadDirRBufferSize")]
    private static int GetReadDirRBufferSize() => EntryBufferBytes;

    [RuntimeExport("SystemNative_ReadDirR")]
    private static int ReadDirR(nint directory, byte* buffer, int length, Entry* output)
    {
        // Returns 0, -1 at the end, or the number of the error.
        *output = default;
        FileError error = FileSystem.ReadDirectory((int)directory - 1, out FileName name, out FileKind kind);
        if (error != FileError.None)
        {
            return (int)error;
        }

        if (kind == FileKind.None)
        {
            return EndOfDirectory;
        }

        if (!Border.TryWriteText(name.Span, Border.Buffer(buffer, length)))
        {
            return (int)FileError.OutOfRange;
        }

        output->Name = buffer;
        output->NameLength = name.Length;
        output->Kind = (int)kind;
        return 0;
    }

    [RuntimeExport("SystemNative_CloseDir")]
    private static int CloseDir(nint directory) => Errno.Result(FileSystem.Close((int)directory - 1));

    // As the libraries lay it out: Interop.Sys.DirectoryEntry.
    private struct Entry
    {
        public byte* Name;
        public int NameLength;
        public int Kind;
    }
}
