using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>The DHCP client: RFC 2131, section 4.4.</summary>
public class DhcpTests
{
    private readonly World _world = new();
    private readonly Node _host;
    private readonly DhcpServer _server;

    public DhcpTests()
    {
        Segment wire = _world.Ethernet();
        Node router = new Node(_world, wire, 1).With("10.0.0.1", 24);
        _server = new DhcpServer(router);
        _host = new Node(_world, wire, 2);
        _world.OnStep = _server.Run;
    }

    private bool HasAddress => _host.Stack.Interface(Node.Ethernet).Owns(Node.Address("10.0.0.50"));

    [Fact]
    public void A_lease_brings_address_route_name_server_and_domain()
    {
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(1);
        Assert.Equal([DhcpMessageType.Discover, DhcpMessageType.Request], _server.Requests);
        Assert.Equal(DhcpState.Bound, _host.Stack.GetDhcpState(Node.Ethernet));
        Assert.True(HasAddress);
        Assert.Equal(SystemError.None, _host.Stack.TryFindPath(Node.Address("192.0.2.1"), 0, 0, default, out IpPath path));
        Assert.Equal(Node.Address("10.0.0.1"), path.NextHop);
        Assert.Equal(Node.Address("10.0.0.50"), path.Source);
        Assert.Equal(new IpEndpoint(Node.Address("10.0.0.1"), 53), _host.Stack.NameServer(0));
        Assert.True(_host.Stack.TryGetLease(Node.Ethernet, out DhcpLease lease));
        Assert.Equal(2, lease.Domain.LabelCount);
    }

    [Fact]
    public void A_lease_is_renewed_after_half_of_its_time()
    {
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(1790);
        Assert.Equal(2, _server.Requests.Count);
        _world.Run(20);
        Assert.Equal([DhcpMessageType.Discover, DhcpMessageType.Request, DhcpMessageType.Request], _server.Requests);
        _world.Run(20_000);
        Assert.True(HasAddress);
        Assert.InRange(_server.Requests.Count, 10, 15);
    }

    [Fact]
    public void A_silent_server_is_asked_again_and_in_the_end_the_address_is_given_up()
    {
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(1);
        _server.IsSilent = true;
        _world.Run(3500);
        Assert.Equal(DhcpState.Rebinding, _host.Stack.GetDhcpState(Node.Ethernet));
        Assert.True(HasAddress);
        _world.Run(110);
        Assert.Equal(DhcpState.Selecting, _host.Stack.GetDhcpState(Node.Ethernet));
        Assert.False(HasAddress);
        Assert.Equal(SystemError.NetworkUnreachable, _host.Stack.TryFindPath(Node.Address("192.0.2.1"), 0, 0, default, out _));
        _server.IsSilent = false;
        _world.Run(70);
        Assert.True(HasAddress);
    }

    [Fact]
    public void Questions_are_repeated_with_growing_pauses()
    {
        // RFC 2131, section 4.1: 4, 8, 16, 32, 64 seconds, each give or take one.
        _server.IsSilent = true;
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(400);
        Assert.InRange(_server.Requests.Count, 9, 12);
        Assert.All(_server.Requests, type => Assert.Equal(DhcpMessageType.Discover, type));
    }

    [Fact]
    public void A_refusal_starts_over()
    {
        _server.Refuses = true;
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(0.5);
        Assert.False(HasAddress);
        _server.Refuses = false;
        _world.Run(10);
        Assert.True(HasAddress);
    }

    [Fact]
    public void A_renewal_that_is_refused_takes_the_address_away()
    {
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(1);
        _server.Refuses = true;
        _world.Run(1801);
        Assert.False(HasAddress);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(28)]
    [InlineData(236)]
    [InlineData(0)]
    public void Answers_to_others_and_damaged_ones_are_ignored(int spoiled)
    {
        _server.Spoil = bytes => bytes[spoiled] ^= 3;
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(30);
        Assert.False(HasAddress);
        Assert.DoesNotContain(DhcpMessageType.Request, _server.Requests);
    }

    [Fact]
    public void A_lease_of_no_time_is_none() => Unusable(() => _server.LeaseTime = 0);

    [Fact]
    public void An_address_that_no_station_can_have_is_refused() => Unusable(() => _server.Offered = "224.0.0.1");

    [Fact]
    public void A_carrier_that_comes_back_asks_anew()
    {
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(1);
        foreach (Segment segment in _world.Segments)
        {
            segment.IsUp = false;
        }

        _world.Run(1);
        foreach (Segment segment in _world.Segments)
        {
            segment.IsUp = true;
        }

        _world.Run(10);
        Assert.True(HasAddress);
        Assert.Equal(4, _server.Requests.Count);
    }

    private void Unusable(Action change)
    {
        change();
        _host.Stack.StartDhcp(Node.Ethernet, _world.Now);
        _world.Run(30);
        Assert.DoesNotContain(DhcpMessageType.Request, _server.Requests);
    }
}
