using System;
using System.Runtime;

using Hermit.Files;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>Moving bytes in and out of open files (System.Native's pal_io).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with buffers as Border requires.
internal static unsafe class FileTransfer
{
    private const int CopyBufferBytes = 16 * 1024;

    [RuntimeExport("SystemNative_Read")]
    private static int Read(nint descriptor, byte* buffer, int length)
    {
        return length < 0
            ? Errno.Fail((int)FileError.Invalid)
            : Errno.Result(Streams.Read((int)descriptor, Border.Buffer(buffer, length), out int count), count);
    }

    [RuntimeExport("SystemNative_Write")]
    private static int Write(nint descriptor, byte* buffer, int length)
    {
        return length < 0
            ? Errno.Fail((int)FileError.Invalid)
            : Errno.Result(Streams.Write((int)descriptor, Border.Buffer(buffer, length), out int count), count);
    }

    [RuntimeExport("SystemNative_PRead")]
    private static int PRead(nint descriptor, byte* buffer, int length, long position)
    {
        return Errno.Result(FileSystem.ReadAt((int)descriptor, position, Border.Buffer(buffer, length), out int count), count);
    }

    [RuntimeExport("SystemNative_PWrite")]
    private static int PWrite(nint descriptor, byte* buffer, int length, long position)
    {
        return Errno.Result(FileSystem.WriteAt((int)descriptor, position, Border.Buffer(buffer, length), out int count), count);
    }

    [RuntimeExport("SystemNative_PReadV")]
    private static long PReadV(nint descriptor, BufferVector* vectors, int vectorCount, long position)
    {
        long total = 0;
        for (int i = 0; i < vectorCount; i++)
        {
            Span<byte> buffer = vectors[i].Span;
            FileError error = FileSystem.ReadAt((int)descriptor, position + total, buffer, out int count);
            if (error != FileError.None)
            {
                return total != 0 ? total : Errno.Fail((int)error);
            }

            total += count;
            if (count < buffer.Length)
            {
                break;
            }
        }

        return total;
    }

    [RuntimeExport("SystemNative_PWriteV")]
    private static long PWriteV(nint descriptor, BufferVector* vectors, int vectorCount, long position)
    {
        long total = 0;
        for (int i = 0; i < vectorCount; i++)
        {
            Span<byte> buffer = vectors[i].Span;
            FileError error = FileSystem.WriteAt((int)descriptor, position + total, buffer, out int count);
            if (error != FileError.None)
            {
                return total != 0 ? total : Errno.Fail((int)error);
            }

            total += count;
            if (count < buffer.Length)
            {
                break;
            }
        }

        return total;
    }

    [RuntimeExport("SystemNative_CopyFile")]
    private static int CopyFile(nint source, nint destination, long length)
    {
        byte* buffer = (byte*)KernelHeap.Allocate(CopyBufferBytes);
        if (buffer == null)
        {
            return Errno.Fail((int)FileError.OutOfMemory);
        }

        FileError error = CopyContent((int)source, (int)destination, new Span<byte>(buffer, CopyBufferBytes));
        KernelHeap.Free(buffer);
        if (error == FileError.None)
        {
            error = CopyDescription((int)source, (int)destination);
        }

        return Errno.Result(error);
    }

    private static FileError CopyContent(int source, int destination, Span<byte> buffer)
    {
        while (true)
        {
            FileError error = Streams.Read(source, buffer, out int count);
            if (error != FileError.None || count == 0)
            {
                return error;
            }

            ReadOnlySpan<byte> rest = buffer.Slice(0, count);
            while (!rest.IsEmpty)
            {
                error = Streams.Write(destination, rest, out int written);
                if (error != FileError.None)
                {
                    return error;
                }

                rest = rest.Slice(written);
            }
        }
    }

    private static FileError CopyDescription(int source, int destination)
    {
        FileError error = FileSystem.GetStatus(source, out FileStatus status);
        if (error == FileError.None)
        {
            error = FileSystem.SetTimes(destination, status.AccessTime, status.ModifyTime);
        }

        return error == FileError.None ? FileSystem.ChangePermissions(destination, status.Permissions & 0x1FF) : error;
    }
}
