using System.Text;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>Names of addresses: RFC 1035, section 3.5, and RFC 3596, section 2.5.</summary>
public class ReverseNameTests
{
    private readonly World _world = new();
    private readonly Node _host;
    private readonly NameServer _server;

    public ReverseNameTests()
    {
        Segment wire = _world.Ethernet();
        _server = new NameServer(new Node(_world, wire, 1).With("10.0.0.1", 24));
        _host = new Node(_world, wire, 2).With("10.0.0.2", 24);
        _host.Stack.AddNameServer(new IpEndpoint(Node.Address("10.0.0.1"), 53));
        _server.Zone["9.2.0.192.in-addr.arpa"] = ["host.example", "other.example"];
        _server.Zone["8.b.d.0.1.0.0.2.ip6.arpa"] = [];
        _server.Zone["1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"] = ["six.example"];
        _world.OnStep = _server.Run;
        _world.Run(3);
    }

    [Theory]
    [InlineData("192.0.2.9", "host.example")]
    [InlineData("2001:db8::1", "six.example")]
    public void A_server_is_asked_below_the_domain_of_its_family(string address, string name)
    {
        Assert.Equal((DnsStatus.Success, name), Resolve(address));
        Assert.Equal(DnsType.Ptr, Assert.Single(_server.Questions).Type);
    }

    [Fact]
    public void An_address_without_a_name_has_none()
    {
        Assert.Equal(DnsStatus.NoSuchName, Resolve("192.0.2.10").Status);
    }

    [Fact]
    public void The_hosts_file_comes_first()
    {
        _host.Stack.SetHosts("127.0.0.1 localhost\n192.0.2.9 mine.example alias\n"u8);
        Assert.Equal((DnsStatus.Success, "mine.example"), Resolve("192.0.2.9"));
        Assert.Equal((DnsStatus.Success, "localhost"), Resolve("127.0.0.1"));
        Assert.Empty(_server.Questions);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_a_reason_to_try_again()
    {
        _server.IsSilent = true;
        Assert.Equal(DnsStatus.TryAgain, Resolve("192.0.2.9", seconds: 60).Status);
    }

    private (DnsStatus Status, string Name) Resolve(string address, double seconds = 1)
    {
        Assert.Equal(SystemError.None, _host.Stack.ResolveName(Node.Address(address), out Handle<Socket> question, _world.Now));
        _world.Run(seconds);
        byte[] text = new byte[256];
        DnsStatus status = _host.Stack.GetFoundName(question, text, out int length);
        Assert.Equal(SystemError.None, _host.Stack.Close(question, _world.Now));
        return (status, Encoding.ASCII.GetString(text, 0, length));
    }
}
