using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Moving bytes in and out of open files (System.Native's pal_io).</summary>
internal static class FileTransfer
{
    private const int CopyBufferBytes = 16 * 1024;

    [Export("SystemNative_Read")]
    internal static int Read(int descriptor, Span<byte> buffer)
    {
        return Errno.Result(DescriptorTable.Read(descriptor, buffer, out int count), count);
    }

    [Export("SystemNative_Write")]
    internal static int Write(int descriptor, ReadOnlySpan<byte> buffer)
    {
        return Errno.Result(DescriptorTable.Write(descriptor, buffer, out int count), count);
    }

    [Export("SystemNative_PRead")]
    internal static int PRead(int descriptor, Span<byte> buffer, long position)
    {
        return Errno.Result(DescriptorTable.ReadAt(descriptor, position, buffer, out int count), count);
    }

    [Export("SystemNative_PWrite")]
    internal static int PWrite(int descriptor, ReadOnlySpan<byte> buffer, long position)
    {
        return Errno.Result(DescriptorTable.WriteAt(descriptor, position, buffer, out int count), count);
    }

    [Export("SystemNative_PReadV")]
    internal static long PReadV(int descriptor, ProgramBuffers buffers, long position)
    {
        long total = 0;
        for (int i = 0; i < buffers.Count; i++)
        {
            Span<byte> buffer = buffers[i];
            SystemError error = DescriptorTable.ReadAt(descriptor, position + total, buffer, out int count);
            if (error != SystemError.None)
            {
                return total != 0 ? total : Errno.Fail(error);
            }

            total += count;
            if (count < buffer.Length)
            {
                break;
            }
        }

        return total;
    }

    [Export("SystemNative_PWriteV")]
    internal static long PWriteV(int descriptor, ProgramBuffers buffers, long position)
    {
        long total = 0;
        for (int i = 0; i < buffers.Count; i++)
        {
            Span<byte> buffer = buffers[i];
            SystemError error = DescriptorTable.WriteAt(descriptor, position + total, buffer, out int count);
            if (error != SystemError.None)
            {
                return total != 0 ? total : Errno.Fail(error);
            }

            total += count;
            if (count < buffer.Length)
            {
                break;
            }
        }

        return total;
    }

    [Export("SystemNative_CopyFile")]
    internal static SystemError CopyFile(int source, int destination, long length)
    {
        Span<byte> buffer = stackalloc byte[CopyBufferBytes];
        SystemError error = CopyContent(source, destination, buffer);
        return error == SystemError.None ? CopyDescription(source, destination) : error;
    }

    private static SystemError CopyContent(int source, int destination, Span<byte> buffer)
    {
        while (true)
        {
            SystemError error = DescriptorTable.Read(source, buffer, out int count);
            if (error != SystemError.None || count == 0)
            {
                return error;
            }

            ReadOnlySpan<byte> rest = buffer.Slice(0, count);
            while (!rest.IsEmpty)
            {
                error = DescriptorTable.Write(destination, rest, out int written);
                if (error != SystemError.None)
                {
                    return error;
                }

                rest = rest.Slice(written);
            }
        }
    }

    private static SystemError CopyDescription(int source, int destination)
    {
        SystemError error = DescriptorTable.GetStatus(source, out FileStatus status);
        if (error == SystemError.None)
        {
            error = DescriptorTable.SetTimes(destination, status.AccessTime, status.ModifyTime);
        }

        return error == SystemError.None ? DescriptorTable.ChangePermissions(destination, status.Permissions & 0x1FF) : error;
    }
}
