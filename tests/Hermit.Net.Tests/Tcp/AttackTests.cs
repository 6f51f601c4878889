using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>What strangers on the path or off it can do, and cannot: RFC 5961, RFC 5927, RFC 4987, RFC 6528.</summary>
public class AttackTests
{
    [Fact]
    public void Reset_within_the_window_is_challenged()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("R 500:500(0)");
        script.Expect(". 1:1(0) ack 1");
        Assert.Equal(TcpState.Established, script.State);
        script.Inject("R 100000:100000(0)");
        script.ExpectNothing();
        script.Inject("R 1:1(0)");
        Assert.Equal(TcpState.Closed, script.State);
    }

    [Theory]
    [InlineData("S 1:1(0) win 1000")]
    [InlineData("S 500:500(0) win 1000")]
    [InlineData("S 900000:900000(0) win 1000")]
    public void SYN_is_challenged(string syn)
    {
        TcpScript script = TcpScript.Established();
        script.Inject(syn);
        script.Expect(". 1:1(0) ack 1");
        Assert.Equal(TcpState.Established, script.State);
    }

    [Fact]
    public void Acknowledgement_of_what_was_never_sent_is_challenged_and_its_data_dropped()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("P. 1:101(100) ack 500");
        script.Expect(". 1:1(0) ack 1");
        Assert.Equal(0u, script.Connection.Unread);
    }

    [Fact]
    public void Acknowledgement_older_than_the_largest_window_is_challenged_and_its_data_dropped()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000", window: "1000");
        for (int i = 0; i < 3; i++)
        {
            script.Write(1000);
            script.DropSent();
            script.Inject($". 1:1(0) ack {1001 + (1000 * i)} win 1000");
        }

        script.Inject("P. 1:101(100) ack 1000 win 1000");
        script.Expect(". 3001:3001(0) ack 1");
        Assert.Equal(0u, script.Connection.Unread);
        script.Inject("P. 1:101(100) ack 2500 win 1000");
        Assert.Equal(100u, script.Connection.Unread);
    }

    [Fact]
    public void Challenges_are_limited()
    {
        TcpScript script = TcpScript.Established();
        for (int i = 0; i < 1000; i++)
        {
            script.Inject("R 500:500(0)");
        }

        Assert.Single(script.Machine.Sent);
        script.DropSent();
        script.Advance(150);
        script.Inject("R 500:500(0)");
        Assert.Single(script.Machine.Sent);
    }

    [Fact]
    public void Segments_without_ACK_are_dropped()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("P 1:101(100)");
        script.ExpectNothing();
        Assert.Equal(0u, script.Connection.Unread);
    }

    [Fact]
    public void Data_beyond_the_window_is_cut_off()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.ReceiveBuffer = 2048;
        TcpScript script = TcpScript.Established(settings);
        script.Inject("P. 2000:3460(1460) ack 1");
        Assert.Equal(49u, script.Connection.OutOfOrder);
        script.Inject("P. 3000:3100(100) ack 1");
        Assert.Equal(49u, script.Connection.OutOfOrder);
    }

    [Fact]
    public void Many_small_holes_cost_a_bounded_number_of_buffers()
    {
        TcpScript script = TcpScript.Established();
        for (int i = 1; i < 20_000; i++)
        {
            script.Inject($". {(i * 3) + 1}:{(i * 3) + 2}(1) ack 1");
            script.DropSent();
        }

        Assert.InRange(script.Machine.Packets.Count, 1, 256);
    }

    [Fact]
    public void Sequence_numbers_of_connections_are_far_apart_and_move_with_time()
    {
        var numbers = new HashSet<uint>();
        var machine = new TcpMachine(1);
        for (int i = 0; i < 100; i++)
        {
            Handle<TcpConnection> socket = machine.Create();
            machine.Connect(socket, TcpScript.Local, new IpEndpoint(TcpScript.Peer.Address, (ushort)(1 + i)));
            numbers.Add(machine.Sent.Dequeue().Header.Sequence.Value >> 16);
        }

        Assert.InRange(numbers.Count, 95, 100);
    }

    [Fact]
    public void Ports_are_random()
    {
        var machine = new TcpMachine(1);
        var ports = new List<int>();
        for (int i = 0; i < 50; i++)
        {
            Handle<TcpConnection> socket = machine.Create();
            machine.Connect(socket, TcpScript.Local, TcpScript.Peer);
            ports.Add(machine[socket].Flow.Local.Port);
        }

        Assert.Equal(50, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 32768, 60999));
        Assert.True(ports.Zip(ports.Skip(1)).Count(pair => Math.Abs(pair.First - pair.Second) > 100) > 40);
    }

    [Fact]
    public void Flood_of_SYN_keeps_memory_bounded_and_serves_who_means_it()
    {
        TcpLimits limits = TcpLimits.Default;
        limits.SynRecords = 256;
        var simulation = new Simulation(1, new LinkFaults { Delay = 5 }, limits);
        var server = new IpEndpoint(IpAddress.FromV4(10, 0, 0, 1), 80);
        Handle<TcpListener> listener = simulation.Server.Listen(server, backlog: 1000);
        var random = new Random(2);
        var conversations = new List<Conversation>();
        var waiting = new Dictionary<ushort, Conversation>();
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < 500; i++)
            {
                Flood(simulation.Server, server, random);
            }

            simulation.Server.Sent.Clear();
            Assert.InRange(simulation.Server.Sockets.SynCount, 0, 256);
            var conversation = new Conversation(simulation.Client, simulation.Server, 20_000, 50_000, round) { Client = simulation.Client.Create() };
            simulation.Client.Connect(conversation.Client, new IpEndpoint(IpAddress.FromV4(10, 0, 0, 2), 0), server);
            waiting[simulation.Client[conversation.Client].Flow.Local.Port] = conversation;
            conversations.Add(conversation);
            simulation.AfterStep = () =>
            {
                while (simulation.Server.Accept(listener, out Handle<TcpConnection> accepted) == SystemError.None)
                {
                    waiting[simulation.Server[accepted].Flow.Remote.Port].Server = accepted;
                }

                conversation.Step();
            };
            simulation.Run(() => conversation.IsDone, Duration.FromSeconds(60));
        }

        Assert.All(conversations, conversation => Assert.True(conversation.IsDone));
        Assert.True(simulation.Server.Sockets.Counters.CookiesSent > 40_000);
        Assert.True(simulation.Server.Sockets.Counters.CookiesAccepted > 90);
        simulation.Run(() => simulation.Server.Packets.Count == 0, Duration.FromSeconds(10));
    }

    [Fact]
    public void Cookie_carries_the_options()
    {
        TcpLimits limits = TcpLimits.Default;
        limits.SynRecords = 0;
        var script = new TcpScript(limits: limits);
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1400,sackOK,wscale 9,TS val 77 ecr 0>");
        SentSegment answer = script.Expect("S. 0:0(0) ack 1 <mss 1460,sackOK,wscale 7,TS val 0 ecr 77>");
        Assert.Equal(0, script.Machine.Sockets.SynCount);
        script.Advance(30_000);
        script.Inject($"P. 1:101(100) ack 1 win 100 <TS val 90 ecr {answer.Header.TimestampValue}>");
        script.Accept();
        Assert.True(script.Connection.Options.Sack);
        Assert.Equal(9, script.Connection.Options.SendScale);
        Assert.Equal(1360 - 12, script.Connection.Options.SegmentSize);
        Assert.Equal(51_200u, script.Connection.Send.Window);
        script.Read(100);
    }

    [Fact]
    public void Bytes_that_come_before_the_cookie_do_not_reset()
    {
        TcpLimits limits = TcpLimits.Default;
        limits.SynRecords = 0;
        var script = new TcpScript(limits: limits);
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1400>");
        script.Expect("S. 0:0(0) ack 1");
        script.Inject("P. 101:201(100) ack 1");
        script.ExpectNothing();
        script.Inject("P. 1:101(100) ack 1");
        script.Accept();
        script.Inject("P. 101:201(100) ack 1");
        script.Read(200);
    }

    [Fact]
    public void Forged_or_old_cookie_is_reset()
    {
        TcpLimits limits = TcpLimits.Default;
        limits.SynRecords = 0;
        var script = new TcpScript(limits: limits);
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1400>");
        script.Expect("S. 0:0(0) ack 1");
        for (int guess = 2; guess < 1000; guess++)
        {
            script.Inject($". 1:1(0) ack {guess}");
        }

        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
        script.DropSent();
        script.Advance(300_000);
        script.Inject(". 1:1(0) ack 1");
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    [Fact]
    public void Resets_to_strangers_are_limited()
    {
        var script = new TcpScript();
        for (int i = 0; i < 5000; i++)
        {
            script.Inject(". 1:1(0) ack 1");
        }

        Assert.Equal(1000, script.Machine.Sent.Count);
    }

    private static void Flood(TcpMachine machine, IpEndpoint server, Random random)
    {
        TcpHeader syn = default;
        syn.SourcePort = (ushort)random.Next(1, 65536);
        syn.DestinationPort = server.Port;
        syn.Sequence = new TcpSequence((uint)random.Next());
        syn.Flags = TcpFlags.Syn;
        syn.Window = 65535;
        syn.MaximumSegment = 1460;
        machine.Input(new TcpFlow(server, new IpEndpoint(IpAddress.FromV4((uint)random.Next()), syn.SourcePort)), syn, []);
    }
}
