using System.Text;

using Hermit.Abi;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>What the network is told by settings, and what it tells of itself in tables.</summary>
public class SettingTests
{
    private readonly World _world = new();
    private readonly Node _host;

    public SettingTests()
    {
        _host = new Node(_world, _world.Ethernet(), 1);
        _world.Run(3);
    }

    [Fact]
    public void Addresses_routers_and_routes_are_taken()
    {
        Assert.True(SettingReader.TryAddAddresses(ref _host.Stack, 2, "10.0.2.20/24,fd00::20/64"u8, _world.Now));
        Assert.True(SettingReader.TryAddGateways(ref _host.Stack, "10.0.2.2,fe80::1"u8));
        Assert.True(SettingReader.TryAddRoutes(ref _host.Stack, "10.1.0.0/16=10.0.2.9,fd01::/32=fd00::9"u8));
        string[] routes = Table(NetworkTable.Routes);
        Assert.Contains("eth0\t00000000\t0202000A\t0003\t0\t0\t0\t00000000\t0\t0\t0", routes);
        Assert.Contains("eth0\t0002000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0", routes);
        Assert.Contains("eth0\t0000010A\t0902000A\t0003\t0\t0\t0\t0000FFFF\t0\t0\t0", routes);
        Assert.Contains(Table(NetworkTable.RoutesV6), line => line.StartsWith("FD010000000000000000000000000000 20 ", StringComparison.Ordinal));
        Assert.Contains(Table(NetworkTable.AddressesV6), line => line == "FD000000000000000000000000000020 02 40 00 80 eth0");
    }

    [Theory]
    [InlineData("10.0.2.20")]
    [InlineData("10.0.2.20/33")]
    [InlineData("10.0.2.300/24")]
    [InlineData("fd00::1/129")]
    [InlineData("10.0.2.20/")]
    [InlineData("10.0.2.20/2x")]
    [InlineData(",")]
    [InlineData("255.255.255.255/8")]
    public void An_address_that_makes_no_sense_is_refused(string text)
    {
        Assert.False(SettingReader.TryAddAddresses(ref _host.Stack, 2, Node.Text(text), _world.Now));
    }

    [Theory]
    [InlineData("10.1.0.0/16")]
    [InlineData("10.1.0.0/16=")]
    [InlineData("10.1.0.0/16=fd00::1")]
    [InlineData("10.1.0.0/16=203.0.113.1")]
    public void A_route_that_leads_nowhere_is_refused(string text)
    {
        Assert.False(SettingReader.TryAddRoutes(ref _host.Stack, Node.Text(text)));
    }

    [Fact]
    public void Servers_and_domains_come_from_settings_and_from_the_file()
    {
        Assert.True(SettingReader.TryAddNameServers(ref _host.Stack, "10.0.2.3,fd00::3"u8));
        Assert.True(SettingReader.TryAddSearchDomains(ref _host.Stack, "example.org"u8));
        SettingReader.ReadResolverFile(ref _host.Stack, "# made by hand\nnameserver 10.0.2.4\n options ndots:1\nsearch  example.net\tlan\nnameserver x\n"u8);
        Assert.Equal(
            ["search example.org", "search example.net", "search lan", "nameserver 10.0.2.3", "nameserver fd00::3", "nameserver 10.0.2.4"],
            Table(NetworkTable.Resolver));
    }

    [Fact]
    public void Every_table_can_be_written()
    {
        for (NetworkTable table = NetworkTable.Interfaces; table <= NetworkTable.Resolver; table++)
        {
            Assert.All(Table(table), line => Assert.InRange(line.Length, 1, 511));
        }
    }

    [Fact]
    public void The_last_frames_are_remembered()
    {
        var frames = default(RecentFrames);
        for (int i = 0; i < 20; i++)
        {
            frames.Add(new byte[60], 60 + i, sent: i % 2 == 0, Instant.FromNanoseconds(1000 * i));
        }

        string[] lines = [.. Enumerable.Range(0, 20).Select(i => Line(frames, i)).TakeWhile(line => line != "")];
        Assert.Equal(RecentFrames.Capacity, lines.Length);
        Assert.Equal("4 us > 00:00:00:00:00:00 > 00:00:00:00:00:00 type 0000 (64 bytes)\n", lines[0]);
        Assert.Equal("19 us < 00:00:00:00:00:00 > 00:00:00:00:00:00 type 0000 (79 bytes)\n", lines[^1]);
    }

    [Theory]
    [InlineData(NetworkTable.Interfaces, 2)]
    [InlineData(NetworkTable.Routes, 1)]
    [InlineData(NetworkTable.RoutesV6, 0)]
    [InlineData(NetworkTable.Neighbors, 1)]
    [InlineData(NetworkTable.AddressesV6, 0)]
    [InlineData(NetworkTable.Tcp, 1)]
    [InlineData(NetworkTable.TcpV6, 1)]
    [InlineData(NetworkTable.Udp, 1)]
    [InlineData(NetworkTable.UdpV6, 1)]
    [InlineData(NetworkTable.Counters, 8)]
    [InlineData(NetworkTable.MoreCounters, 2)]
    [InlineData(NetworkTable.Resolver, 0)]
    public void A_stack_that_was_not_started_tells_that_nothing_has_happened(NetworkTable table, int lines)
    {
        var sink = new TextSink(new MemoryStream());
        NetworkStack unstarted = default;
        unstarted.WriteTable(table, ref sink, default);
        Assert.Equal(lines, Encoding.ASCII.GetString(sink.Stream.ToArray()).Count(c => c == '\n'));
    }

    private static string Line(in RecentFrames frames, int index)
    {
        byte[] line = new byte[200];
        return Encoding.ASCII.GetString(line, 0, frames.Write(index, line));
    }

    private string[] Table(NetworkTable table)
    {
        var sink = new TextSink(new MemoryStream());
        _host.Stack.WriteTable(table, ref sink, _world.Now);
        return Encoding.ASCII.GetString(sink.Stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private readonly struct TextSink(MemoryStream stream) : ITableSink
    {
        public MemoryStream Stream => stream;

        public void Add(ReadOnlySpan<byte> line) => stream.Write(line);
    }
}
