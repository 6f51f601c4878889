using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>Where a message goes: to an address, to the name of a local socket, or to where the socket is connected.</summary>
internal struct SocketDestination
{
    private IpEndpoint _address;
    private LocalName _name;

    /// <summary>Reads an address in the form of Linux; an empty one is where the socket is connected.</summary>
    public static SystemError Read(ReadOnlySpan<byte> address, out SocketDestination destination)
    {
        destination = default;
        return address.IsEmpty ? SystemError.None
            : SocketAddress.IsLocal(address) ? SocketAddress.ReadLocal(address, out destination._name)
            : SocketAddress.Read(address, out destination._address);
    }

    /// <summary>Sends there.</summary>
    public readonly SystemError Send(int socket, ReadOnlySpan<byte> source, out int count) =>
        _name.IsEmpty ? DescriptorTable.Send(socket, source, _address, out count) : DescriptorTable.Send(socket, source, _name, out count);
}
