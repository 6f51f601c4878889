using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>Hearing of changes of the network (System.Native's pal_networkchange). Results are the libraries' own error numbers.</summary>
internal static class NetworkChanges
{
    private const int ErrorFault = 0x10015;

    [Export("SystemNative_CreateNetworkChangeListenerSocket", Fault = ErrorFault)]
    internal static int CreateNetworkChangeListenerSocket(out nint socket)
    {
        SystemError error = DescriptorTable.OpenNetworkChanges(out int descriptor);
        socket = descriptor;
        return Errno.Portable(error);
    }

    // Tells all that has happened; waits for something unless the socket is non-blocking.
    [Export("SystemNative_ReadEvents")]
    internal static int ReadEvents(int socket, ProgramCallback onChange)
    {
        Span<byte> change = stackalloc byte[1];
        SystemError error = DescriptorTable.Receive(socket, change, peek: false, wait: true, out int count, out DatagramInfo _);
        while (error == SystemError.None && count == 1)
        {
            onChange.Invoke((nuint)socket, change[0]);
            error = DescriptorTable.Receive(socket, change, peek: false, wait: false, out count, out DatagramInfo _);
        }

        return Errno.Portable(error == SystemError.WouldBlock ? SystemError.None : error);
    }
}
