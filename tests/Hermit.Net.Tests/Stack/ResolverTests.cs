using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>The resolver: RFC 1034, section 5.3.1, RFC 1035, RFC 2308, RFC 5452; resolv.conf(5) and hosts(5) for what is configured.</summary>
public class ResolverTests
{
    private readonly World _world = new();
    private readonly Node _host;
    private readonly NameServer _server;
    private readonly NameServer _second;

    public ResolverTests()
    {
        Segment wire = _world.Ethernet();
        Node first = new Node(_world, wire, 1).With("10.0.0.1", 24).With("fd00::1", 64);
        Node second = new Node(_world, wire, 3).With("10.0.0.3", 24);
        _server = new NameServer(first);
        _second = new NameServer(second);
        _host = new Node(_world, wire, 2).With("10.0.0.2", 24).With("fd00::2", 64);
        _host.Stack.AddNameServer(new IpEndpoint(Node.Address("10.0.0.1"), 53));
        _server.Zone["www.example"] = ["192.0.2.1", "192.0.2.2", "2001:db8::1"];
        _server.Zone["alias.example"] = ["www.example"];
        _server.Zone["four.example"] = ["192.0.2.4"];
        _server.Zone["host.lan.example"] = ["192.0.2.9"];
        _second.Zone["www.example"] = ["192.0.2.77"];
        _world.OnStep = () =>
        {
            _server.Run();
            _second.Run();
        };
        _world.Run(3);
    }

    [Fact]
    public void Both_families_are_asked_for_at_once()
    {
        Assert.Equal(["192.0.2.1", "192.0.2.2", "2001:db8::1"], Resolve("www.example", 0.1));
        Assert.Equal([("www.example", DnsType.A), ("www.example", DnsType.Aaaa)], _server.Questions.Order());
        Assert.Equal(2, _server.Askers.Select(asker => asker.Port).Distinct().Count());
    }

    [Fact]
    public void Answers_are_remembered_as_long_as_they_are_good()
    {
        Resolve("www.example", 0.1);
        Assert.Equal(3, Resolve("WWW.Example.", 0).Length);
        Assert.Equal(2, _server.Questions.Count);
        _world.Run(300);
        Assert.Equal(3, Resolve("www.example", 0.1).Length);
        Assert.Equal(4, _server.Questions.Count);
    }

    [Fact]
    public void Absence_is_remembered_as_the_start_of_authority_says()
    {
        Assert.Equal(["NoSuchName"], Resolve("nobody.example", 0.1));
        Assert.Equal(["NoSuchName"], Resolve("nobody.example", 0));
        Assert.Equal(2, _server.Questions.Count);
        _world.Run(60);
        Assert.Equal(["NoSuchName"], Resolve("nobody.example", 0.1));
        Assert.Equal(4, _server.Questions.Count);
    }

    [Fact]
    public void Other_names_are_followed() => Assert.Equal(["192.0.2.1", "192.0.2.2", "2001:db8::1"], Resolve("alias.example", 0.1));

    [Fact]
    public void A_name_that_leads_in_a_circle_is_not_followed_for_ever()
    {
        _server.Spoil = answer =>
        {
            // The answer says that a.example is another name for itself.
            int at = DnsHeader.Length;
            Assert.True(DnsQuestion.TryParse(answer, ref at, out DnsQuestion question));
            var writer = new ByteWriter(answer = [.. answer, .. new byte[600]]);
            Assert.True(DnsHeader.TryParse(answer, out DnsHeader header));
            header.Answers = 1;
            header.Flags &= 0xFFF0;
            header.Authorities = 0;
            header.Emit(answer);
            Assert.True(writer.TryWrite(answer.AsSpan(0, at).ToArray()));
            Assert.True(new DnsRecord { Name = question.Name, Type = DnsType.Cname, Class = 1, TimeToLive = 5, Data = question.Name.Wire.ToArray() }.TryEmit(ref writer));
            return answer[..writer.Position];
        };
        Assert.Equal(["TryAgain"], Resolve("a.example", 30));
    }

    [Fact]
    public void The_search_list_completes_names()
    {
        Assert.True(_host.Stack.AddSearchDomain("lan.example"u8));
        Assert.Equal(["192.0.2.9"], Resolve("host", 0.1));
        Assert.Equal(["192.0.2.9"], Resolve("host.lan", 0.1).Length == 1 ? Resolve("host", 0.1) : []);
        Assert.Equal(["NoSuchName"], Resolve("host.", 0.1));
        Assert.Equal(["NoSuchName"], Resolve("nobody", 0.1));
        Assert.Equal(["nobody.lan.example", "nobody"], _server.Questions.Where(q => q.Name.StartsWith("nobody")).Select(q => q.Name).Distinct());
    }

    [Fact]
    public void The_next_server_is_asked_when_one_is_silent()
    {
        _host.Stack.AddNameServer(new IpEndpoint(Node.Address("10.0.0.3"), 53));
        _server.IsSilent = true;
        Assert.Equal(["192.0.2.77"], Resolve("www.example", 1.5));
    }

    [Fact]
    public void The_next_server_is_asked_when_one_fails()
    {
        _host.Stack.AddNameServer(new IpEndpoint(Node.Address("10.0.0.3"), 53));
        _server.ResponseCode = 2;
        Assert.Equal(["192.0.2.77"], Resolve("www.example", 0.2));
    }

    [Fact]
    public void Silence_ends_in_try_again()
    {
        _server.IsSilent = true;
        Assert.Equal(["Pending"], Resolve("www.example", 6.5));
        Assert.Equal(["TryAgain"], Resolve("www.example", 7.5));
        Assert.Equal(3 * 2 * 2, _server.Questions.Count);
        Assert.Equal(0, _host.Stack.Packets.Count);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(10)]
    public void What_does_not_fit_a_datagram_is_fetched_by_TCP(int step)
    {
        // RFC 1035, section 4.2.2; RFC 7766, section 5.
        _server.Truncates = true;
        _server.StreamStep = step;
        _server.Zone["long.example"] = [.. Enumerable.Range(1, 40).Select(i => $"192.0.2.{i}")];
        Assert.Equal(SystemError.None, _host.Stack.Resolve("long.example"u8, v4: true, v6: false, out Handle<Socket> query, _world.Now));
        for (int i = 0; i < 300; i++)
        {
            _world.Run(0.01);
        }

        Assert.Equal(Enumerable.Range(1, DnsAddresses.Capacity).Select(i => $"192.0.2.{i}"), Answer(query));
        Assert.Equal(1, _server.StreamQuestions);
        _world.Run(200);
        Assert.Equal(0, _host.Stack.ConnectionCount);
        Assert.Equal(0, _host.Stack.Packets.Count);
    }

    [Fact]
    public void A_server_that_refuses_TCP_is_passed_over()
    {
        _host.Stack.AddNameServer(new IpEndpoint(Node.Address("10.0.0.3"), 53));
        _server.Truncates = true;
        Assert.Equal(["192.0.2.77"], Resolve("www.example", 0.5));
    }

    [Fact]
    public void Without_a_server_there_is_no_answer()
    {
        var alone = new Node(_world, _world.Ethernet(), 9);
        Assert.Equal(SystemError.None, alone.Stack.Resolve("www.example"u8, true, true, out Handle<Socket> query, _world.Now));
        Assert.Equal(DnsStatus.NoServer, alone.Stack.GetAnswer(query, new IpAddress[1], out _));
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("fe80::1", "fe80::1")]
    [InlineData("localhost", "::1", "127.0.0.1")]
    [InlineData("a.LOCALHOST.", "::1", "127.0.0.1")]
    [InlineData("printer", "10.0.0.77")]
    [InlineData("Printer.Lan", "10.0.0.77", "fd00::77")]
    [InlineData("", "Invalid")]
    [InlineData("a..b", "Invalid")]
    [InlineData(".", "Invalid")]
    public void What_needs_no_server_is_answered_at_once(string name, params string[] expected)
    {
        _host.Stack.SetHosts("# comment\n10.0.0.77\tprinter printer.lan # more\n\nfd00::77 printer.lan\nnonsense x\n10.0.0.78"u8);
        Assert.Equal(expected, Resolve(name, 0));
        Assert.Empty(_server.Questions);
    }

    [Fact]
    public void Only_one_family_is_asked_for_if_only_one_is_wanted()
    {
        Assert.Equal(SystemError.None, _host.Stack.Resolve("www.example"u8, v4: true, v6: false, out Handle<Socket> query, _world.Now));
        _world.Run(0.1);
        Assert.Equal(["192.0.2.1", "192.0.2.2"], Answer(query));
        Assert.Equal(SystemError.None, _host.Stack.Resolve("four.example"u8, v4: false, v6: true, out query, _world.Now));
        _world.Run(0.1);
        Assert.Equal(["NoSuchName"], Answer(query));
    }

    [Fact]
    public void Forged_answers_are_not_taken()
    {
        // RFC 5452, section 9.1: number, question, address and port must fit.
        _server.Spoil = answer =>
        {
            answer[0] ^= 1;
            return answer;
        };
        Assert.Equal(["Pending"], Resolve("www.example", 1.5));
        _server.Spoil = answer =>
        {
            answer[13] ^= 1;
            return answer;
        };
        Assert.Equal(["Pending"], Resolve("www.example", 1.5));
        Assert.Equal(_server.Identifiers.Count, _server.Identifiers.Distinct().Count());
    }

    [Fact]
    public void A_query_is_a_socket_that_becomes_readable()
    {
        Assert.Equal(SystemError.None, _host.Stack.Resolve("www.example"u8, true, true, out Handle<Socket> query, _world.Now));
        _host.Stack.SetToken(query, 5);
        Assert.Equal(Readiness.None, _host.Stack.GetReadiness(query));
        Assert.False(_host.Stack.TryTakeChange(out _));
        _world.Run(0.1);
        Assert.True(_host.Stack.TryTakeChange(out SocketChange change));
        Assert.Equal((5ul, Readiness.Readable), (change.Token, change.Ready));
        Assert.Equal(SystemError.None, _host.Stack.Close(query, _world.Now));
    }

    [Fact]
    public void Questions_that_are_given_up_leave_nothing_behind()
    {
        _server.IsSilent = true;
        for (int i = 0; i < 1000; i++)
        {
            SystemError error = _host.Stack.Resolve(Node.Text($"n{i}.example"), true, true, out Handle<Socket> query, _world.Now);
            Assert.Equal(SystemError.None, error);
            _host.Run();
            Assert.Equal(SystemError.None, _host.Stack.Close(query, _world.Now));
        }

        for (int i = 0; i < DnsResolver.QueryLimit; i++)
        {
            Assert.Equal(SystemError.None, _host.Stack.Resolve(Node.Text($"n{i}.example"), true, true, out _, _world.Now));
        }

        Assert.Equal(SystemError.NoBuffers, _host.Stack.Resolve("last.example"u8, true, true, out _, _world.Now));
        _world.Run(20);
        Assert.Equal(0, _host.Stack.Packets.Count);
    }

    [Fact]
    public void The_memory_of_answers_is_bounded()
    {
        for (int i = 0; i < 1000; i++)
        {
            _server.Zone[$"n{i}.example"] = [$"192.0.2.{i % 250}"];
            Assert.Single(Resolve($"n{i}.example", 0.01));
        }

        int asked = _server.Questions.Count;
        Resolve("n999.example", 0);
        Assert.Equal(asked, _server.Questions.Count);
        Resolve("n0.example", 0.01);
        Assert.Equal(asked + 2, _server.Questions.Count);
    }

    private string[] Resolve(string name, double seconds)
    {
        Assert.Equal(SystemError.None, _host.Stack.Resolve(Node.Text(name), true, true, out Handle<Socket> query, _world.Now));
        if (seconds > 0)
        {
            _world.Run(seconds);
        }

        return Answer(query);
    }

    private string[] Answer(Handle<Socket> query)
    {
        var addresses = new IpAddress[DnsAddresses.Capacity];
        DnsStatus status = _host.Stack.GetAnswer(query, addresses, out int count);
        Assert.Equal(SystemError.None, _host.Stack.Close(query, _world.Now));
        if (status != DnsStatus.Success)
        {
            return [status.ToString()];
        }

        byte[] text = new byte[IpAddressText.MaximumLength];
        return [.. addresses[..count].Select(address => System.Text.Encoding.ASCII.GetString(text, 0, IpAddressText.Format(address, text)))];
    }
}
