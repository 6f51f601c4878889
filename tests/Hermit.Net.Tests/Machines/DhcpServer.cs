using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests.Machines;

/// <summary>A DHCP server (RFC 2131, section 4.3) behind a UDP socket of a machine.</summary>
internal sealed class DhcpServer
{
    private readonly Node _node;
    private readonly Handle<Socket> _socket;

    public DhcpServer(Node node)
    {
        _node = node;
        _socket = node.Udp(port: DhcpMessage.ServerPort);
        Assert.Equal(SystemError.None, node.Stack.SetOption(_socket, SocketOption.Broadcast, 1));
    }

    public List<DhcpMessageType> Requests { get; } = [];

    public bool IsSilent { get; set; }

    public bool Refuses { get; set; }

    public uint LeaseTime { get; set; } = 3600;

    public string Offered { get; set; } = "10.0.0.50";

    /// <summary>What to change in an answer before it is sent.</summary>
    public Action<byte[]>? Spoil { get; set; }

    public void Run()
    {
        while (_node.Receive(_socket) is byte[] bytes)
        {
            if (DhcpMessage.TryParse(bytes, out DhcpMessage message))
            {
                Requests.Add(message.Type);
                Answer(message);
            }
        }
    }

    private void Answer(in DhcpMessage message)
    {
        if (IsSilent)
        {
            return;
        }

        bool renewal = !message.ClientAddress.IsUnspecified;
        var answer = new DhcpMessage
        {
            IsReply = true,
            Transaction = message.Transaction,
            ClientHardware = message.ClientHardware,
            ClientAddress = message.ClientAddress,
            Type = message.Type == DhcpMessageType.Discover ? DhcpMessageType.Offer : Refuses ? DhcpMessageType.Refuse : DhcpMessageType.Acknowledge,
            YourAddress = Node.Address(Offered),
            ServerIdentifier = Node.Address("10.0.0.1"),
            RequestedAddress = IpAddress.AnyV4,
            LeaseTime = LeaseTime,
            PrefixLength = 24,
            DomainName = "lan.example\0"u8,
        };
        answer.Routers.Add(Node.Address("10.0.0.1"));
        answer.NameServers.Add(Node.Address("10.0.0.1"));
        var writer = new ByteWriter(new byte[600]);
        Assert.True(answer.TryEmit(ref writer));
        byte[] bytes = writer.Written.ToArray();
        Spoil?.Invoke(bytes);
        Assert.Equal(SystemError.None, _node.Stack.Send(_socket, bytes, new IpEndpoint(renewal ? message.ClientAddress : IpAddress.BroadcastV4, DhcpMessage.ClientPort), _node.Now));
    }
}
