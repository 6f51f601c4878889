using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>Sending and receiving by sockets (System.Native's pal_networking). Results are the libraries' own error numbers.</summary>
internal static class SocketTransfer
{
    private const int ErrorFault = 0x10015;

    // Interop.Sys.SocketFlags, as System.Net.Sockets.SocketFlags has them; the last one is Ping's own.
    private const int Peek = 2;
    private const int Truncated = 0x100;
    private const int DoNotWait = 0x1000;
    private const int KnownSendFlags = 4 | DoNotWait;
    private const int KnownReceiveFlags = Peek | DoNotWait;

    // The largest datagram, gathered from several buffers or scattered to them.
    private const int DatagramBytes = 65536;

    // What a file is sent by.
    private const int FileBytes = 16 << 10;

    // What is told beside the data: IPPacketInformation, in our own form, which only we read.
    private const int PacketInformationBytes = 32;

    [Export("SystemNative_Send", Fault = ErrorFault)]
    internal static int Send(int socket, ReadOnlySpan<byte> buffer, int flags, out int sent)
    {
        sent = 0;
        return Errno.Portable((flags & ~KnownSendFlags) != 0 ? SystemError.NotSupported : DescriptorTable.Send(socket, buffer, default, out sent));
    }

    [Export("SystemNative_Receive", Fault = ErrorFault)]
    internal static int Receive(int socket, Span<byte> buffer, int flags, out int received)
    {
        received = 0;
        return Errno.Portable((flags & ~KnownReceiveFlags) != 0
            ? SystemError.NotSupported
            : DescriptorTable.Receive(socket, buffer, (flags & Peek) != 0, (flags & DoNotWait) == 0, out received, out _));
    }

    [Export("SystemNative_SendMessage", Fault = ErrorFault)]
    internal static int SendMessage(int socket, ProgramMessage message, int flags, out long sent)
    {
        sent = 0;
        if ((flags & ~KnownSendFlags) != 0)
        {
            return Errno.Portable(SystemError.NotSupported);
        }

        SystemError error = SocketDestination.Read(message.Address, out SocketDestination destination);
        if (error == SystemError.None)
        {
            ProgramBuffers buffers = message.Buffers;
            error = buffers.Count > 1 && !IsStream(socket)
                ? SendGathered(socket, buffers, destination, out sent)
                : SendInOrder(socket, buffers, destination, out sent);
        }

        return Errno.Portable(error);
    }

    [Export("SystemNative_ReceiveMessage", Fault = ErrorFault)]
    internal static int ReceiveMessage(int socket, ProgramMessage message, int flags, out long received)
    {
        received = 0;
        if ((flags & ~KnownReceiveFlags) != 0)
        {
            return Errno.Portable(SystemError.NotSupported);
        }

        ProgramBuffers buffers = message.Buffers;
        bool isStream = IsStream(socket);
        LocalName name;
        SystemError error = buffers.Count <= 1 || isStream
            ? ReceiveInOrder(socket, buffers, flags, isStream, out received, out DatagramInfo info, out name)
            : ReceiveScattered(socket, buffers, flags, out received, out info, out name);
        if (error == SystemError.None)
        {
            bool isLocal = DescriptorTable.IsLocal(socket);
            int addressLength = message.Address.IsEmpty || (isStream && !isLocal) || (isLocal && name.IsEmpty) ? 0
                : isLocal ? SocketAddress.WriteLocal(name, message.Address)
                : SocketAddress.Write(info.Source, DescriptorTable.IsV6(socket), message.Address);
            message.SetResult(addressLength, isStream || isLocal ? 0 : WriteInformation(info, message.Control), info.Length > received ? Truncated : 0);
        }

        return Errno.Portable(error);
    }

    // The queue of errors with what they are about, which Ping asks where it has no raw sockets. Here errors reach the socket itself.
    [Export("SystemNative_ReceiveSocketError")]
    internal static int ReceiveSocketError(int socket, ProgramMessage message)
    {
        SystemError error = DescriptorTable.DescribeSocket(socket, out _);
        return Errno.Portable(error == SystemError.None ? SystemError.WouldBlock : error);
    }

    // Urgent data is data in line: there is no mark to be at.
    [Export("SystemNative_GetAtOutOfBandMark", Fault = ErrorFault)]
    internal static int GetAtOutOfBandMark(int socket, out int isAtMark)
    {
        isAtMark = 0;
        return Errno.Portable(DescriptorTable.DescribeSocket(socket, out _));
    }

    [Export("SystemNative_SendFile", Fault = ErrorFault)]
    internal static int SendFile(int socket, int file, long offset, long length, out long sent)
    {
        sent = 0;
        Span<byte> buffer = stackalloc byte[FileBytes];
        while (sent < length)
        {
            SystemError error = DescriptorTable.ReadAt(file, offset + sent, buffer.Slice(0, (int)Math.Min(length - sent, FileBytes)), out int count);
            if (error != SystemError.None || count == 0)
            {
                return Errno.Portable(sent != 0 ? SystemError.None : error);
            }

            error = DescriptorTable.Send(socket, buffer.Slice(0, count), default, out int taken);
            sent += taken;
            if (error != SystemError.None || taken < count)
            {
                // What was sent counts, whatever stopped the rest.
                return Errno.Portable(sent != 0 ? SystemError.None : error);
            }
        }

        return 0;
    }

    [Export("SystemNative_GetControlMessageBufferSize")]
    internal static int GetControlMessageBufferSize(int v4, int v6) => v4 != 0 || v6 != 0 ? PacketInformationBytes : 0;

    [Export("SystemNative_TryGetIPPacketInformation")]
    internal static bool TryGetIPPacketInformation(ProgramMessage message, int v4, [Length(PacketInformationBytes)] Span<byte> information)
    {
        ReadOnlySpan<byte> control = message.Control;
        if (control.Length < PacketInformationBytes)
        {
            return false;
        }

        control.Slice(0, PacketInformationBytes).CopyTo(information);
        return true;
    }

    [Export("SystemNative_PlatformSupportsDualModeIPv4PacketInfo")]
    internal static bool PlatformSupportsDualModeIPv4PacketInfo() => true;

    [Export("SystemNative_GetBytesAvailable", Fault = ErrorFault)]
    internal static int GetBytesAvailable(int socket, out int available) => Errno.Portable(DescriptorTable.GetAvailableBytes(socket, out available));

    private static SystemError SendInOrder(int socket, ProgramBuffers buffers, in SocketDestination destination, out long sent)
    {
        sent = 0;
        if (buffers.Count == 0)
        {
            return destination.Send(socket, default, out _);
        }

        for (int i = 0; i < buffers.Count; i++)
        {
            ReadOnlySpan<byte> buffer = buffers[i];
            SystemError error = destination.Send(socket, buffer, out int count);
            sent += count;
            if (error != SystemError.None)
            {
                return sent != 0 ? SystemError.None : error;
            }

            if (count < buffer.Length)
            {
                break;
            }
        }

        return SystemError.None;
    }

    private static SystemError SendGathered(int socket, ProgramBuffers buffers, in SocketDestination destination, out long sent)
    {
        sent = 0;
        Span<byte> datagram = stackalloc byte[DatagramBytes];
        int length = 0;
        for (int i = 0; i < buffers.Count; i++)
        {
            if (!((ReadOnlySpan<byte>)buffers[i]).TryCopyTo(datagram.Slice(length)))
            {
                return SystemError.MessageTooLarge;
            }

            length += buffers[i].Length;
        }

        SystemError error = destination.Send(socket, datagram.Slice(0, length), out int count);
        sent = count;
        return error;
    }

    private static bool IsStream(int socket) =>
        DescriptorTable.DescribeSocket(socket, out SocketDescription description) == SystemError.None && description.Kind == SocketKind.Stream;

    private static SystemError ReceiveInOrder(
        int socket, ProgramBuffers buffers, int flags, bool isStream, out long received, out DatagramInfo info, out LocalName name)
    {
        received = 0;
        info = default;
        name = default;
        bool wait = (flags & DoNotWait) == 0;
        if (buffers.Count == 0)
        {
            return DescriptorTable.Receive(socket, default, (flags & Peek) != 0, wait, out _, out info, out name);
        }

        for (int i = 0; i < buffers.Count; i++)
        {
            // Only the first piece is waited for.
            Span<byte> buffer = buffers[i];
            SystemError error = DescriptorTable.Receive(socket, buffer, (flags & Peek) != 0, wait && i == 0, out int count, out info, out name);
            if (error != SystemError.None)
            {
                return i == 0 ? error : SystemError.None;
            }

            received += count;
            if (count < buffer.Length || !isStream)
            {
                break;
            }
        }

        info.Length = isStream ? (int)Math.Min(received, int.MaxValue) : info.Length;
        return SystemError.None;
    }

    private static SystemError ReceiveScattered(
        int socket, ProgramBuffers buffers, int flags, out long received, out DatagramInfo info, out LocalName name)
    {
        received = 0;
        Span<byte> datagram = stackalloc byte[DatagramBytes];
        SystemError error = DescriptorTable.Receive(socket, datagram, (flags & Peek) != 0, (flags & DoNotWait) == 0, out int count, out info, out name);
        ReadOnlySpan<byte> rest = datagram.Slice(0, count);
        for (int i = 0; i < buffers.Count && !rest.IsEmpty; i++)
        {
            int piece = Math.Min(rest.Length, buffers[i].Length);
            rest.Slice(0, piece).CopyTo(buffers[i]);
            rest = rest.Slice(piece);
            received += piece;
        }

        return error;
    }

    // IPPacketInformation: sixteen bytes of address, whether it is IPv6, its zone, the number of the interface.
    private static int WriteInformation(in DatagramInfo info, Span<byte> control)
    {
        if (control.Length < PacketInformationBytes)
        {
            return 0;
        }

        control.Slice(0, PacketInformationBytes).Clear();
        info.Destination.Write(control);
        BinaryPrimitives.WriteUInt32LittleEndian(control.Slice(16), info.Destination.IsV4 ? 0u : 1u);
        BinaryPrimitives.WriteInt32LittleEndian(control.Slice(24), info.Interface);
        return PacketInformationBytes;
    }
}
