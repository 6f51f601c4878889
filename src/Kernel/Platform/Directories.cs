using System;
using System.Runtime;

using Hermit.Files;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>Directories (System.Native's pal_io). The handle of a directory stream is its address.</summary>
// SAFETY: the exports are called by the .NET libraries alone, with texts that end in a zero and buffers as Border requires.
internal static unsafe class Directories
{
    private const int EndOfDirectory = -1;

    // The longest name and a zero.
    private const int NameBytes = 256;

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
    private static Stream* OpenDir(byte* path)
    {
        Stream* stream = (Stream*)KernelHeap.Allocate((nuint)sizeof(Stream));
        if (stream is null)
        {
            Errno.Value = (int)FileError.OutOfMemory;
            return null;
        }

        FileError error = FileSystem.Open(Border.Text(path), OpenOptions.Read | OpenOptions.Directory, 0, out stream->Descriptor);
        if (error == FileError.None)
        {
            return stream;
        }

        KernelHeap.Free(stream);
        Errno.Value = (int)error;
        return null;
    }

    // Returns 0, -1 at the end, or the number of the error. The name is good until the next call.
    [RuntimeExport("SystemNative_ReadDir")]
    private static int ReadDir(Stream* stream, Entry* output)
    {
        *output = default;
        FileError error = FileSystem.ReadDirectory(stream->Descriptor, out FileName name, out FileKind kind);
        if (error != FileError.None)
        {
            return (int)error;
        }

        if (kind == FileKind.None)
        {
            return EndOfDirectory;
        }

        if (!Border.TryWriteText(name.Span, new Span<byte>(stream->Name, NameBytes)))
        {
            return (int)FileError.OutOfRange;
        }

        output->Name = stream->Name;
        output->NameLength = name.Length;
        output->Kind = (int)kind;
        return 0;
    }

    [RuntimeExport("SystemNative_CloseDir")]
    private static int CloseDir(Stream* stream)
    {
        FileError error = FileSystem.Close(stream->Descriptor);
        KernelHeap.Free(stream);
        return Errno.Result(error);
    }

    // Ours: the libraries only pass its address on.
    private struct Stream
    {
        public int Descriptor;
        public fixed byte Name[NameBytes];
    }

    // As the libraries lay it out: Interop.Sys.DirectoryEntry.
    private struct Entry
    {
        public byte* Name;
        public int NameLength;
        public int Kind;
    }
}
