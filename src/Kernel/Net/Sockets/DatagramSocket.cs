using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <summary>The state of a UDP, ping or raw socket.</summary>
internal struct DatagramSocket
{
    /// <summary>How many bytes of buffers may wait to be read unless it is set otherwise: Linux's default.</summary>
    public const int DefaultReceiveBuffer = 212_992;

    /// <summary>What its owner names it by; null for one that the stack itself uses.</summary>
    public Handle<Socket> Owner;

    /// <summary>The next socket in the same bucket of the port table, or of the list of raw sockets.</summary>
    public Handle<DatagramSocket> Next;

    /// <summary>Our end. The port of a ping socket is its identifier.</summary>
    public IpEndpoint Local;

    /// <summary>The other end, once connected.</summary>
    public IpEndpoint Remote;

    /// <summary>The groups that it has joined.</summary>
    public SocketGroups Groups;

    /// <summary>What waits to be read.</summary>
    public PacketQueue Received;

    /// <summary>How many buffers that takes.</summary>
    public int ReceivedBuffers;

    /// <summary>How many bytes of buffers it may take.</summary>
    public int ReceiveLimit;

    /// <summary>What went wrong and has not been told.</summary>
    public SystemError Error;

    /// <summary>The only interface; 0 for all.</summary>
    public int BoundInterface;

    /// <summary>The interface for groups; 0 for what the routes say.</summary>
    public int MulticastInterface;

    /// <summary>The kind.</summary>
    public SocketKind Kind;

    /// <summary>What it carries.</summary>
    public IpProtocol Protocol;

    /// <summary>The hop limit; 0 for the usual.</summary>
    public byte HopLimit;

    /// <summary>The hop limit towards groups.</summary>
    public byte MulticastHopLimit;

    /// <summary>Differentiated services.</summary>
    public byte TrafficClass;

    /// <summary>Whether it is of the IPv6 family.</summary>
    public bool IsV6;

    /// <summary>Whether, being of the IPv6 family, it has nothing to do with IPv4.</summary>
    public bool V6Only;

    /// <summary>Whether it has a port, and is in the port table.</summary>
    public bool IsBound;

    /// <summary>Whether the other end is set.</summary>
    public bool IsConnected;

    /// <summary>Whether others may have the same port.</summary>
    public bool ReuseAddress;

    /// <summary>Whether it may send to everybody.</summary>
    public bool Broadcast;

    /// <summary>Whether we get copies of what it sends to groups.</summary>
    public bool MulticastLoop;

    /// <summary>Whether what is too long is refused.</summary>
    public bool DontFragment;

    /// <summary>Whether nothing more is received.</summary>
    public bool ReadShutdown;

    /// <summary>Whether nothing more is sent.</summary>
    public bool WriteShutdown;

    /// <summary>Whether it waits for room in an interface's queue.</summary>
    public bool IsBlocked;

    /// <summary>Whether an address of this family is one that the socket can have to do with.</summary>
    public readonly bool Accepts(IpAddress address) => address.IsV4 ? !IsV6 || !V6Only : IsV6;

    /// <summary>Whether the socket has joined a group on an interface.</summary>
    public readonly bool HasJoined(IpAddress group, int interfaceIndex)
    {
        for (int i = 0; i < SocketGroups.Capacity; i++)
        {
            if (Groups[i].Zone == interfaceIndex && Groups[i].Address.Equals(group))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What it is ready for.</summary>
    public readonly Readiness Ready =>
        (Received.Count > 0 || ReadShutdown || Error != SystemError.None ? Readiness.Readable : 0) |
        (IsBlocked ? 0 : Readiness.Writable) |
        (Error != SystemError.None ? Readiness.Error : 0) |
        (ReadShutdown ? Readiness.PeerClosed : 0) |
        (ReadShutdown && WriteShutdown ? Readiness.HangUp : 0);
}
