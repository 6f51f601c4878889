using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>Opening a connection: RFC 9293, 3.5 and 3.10.7.2 to 3.10.7.4; RFC 6298, 5.7; RFC 6928.</summary>
public class HandshakeTests
{
    [Fact]
    public void Passive_open_answers_SYN_with_SYN_and_ACK()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460,sackOK,wscale 5>");
        script.Expect("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,wscale 7>");
        Assert.Equal(SystemError.WouldBlock, script.Machine.Accept(script.Listener, out _));
        script.Inject(". 1:1(0) ack 1 win 1000");
        script.ExpectNothing();
        script.Accept();
        Assert.Equal(TcpState.Established, script.State);
        Assert.Equal(32000u, script.Connection.Send.Window);
    }

    [Fact]
    public void Active_open_sends_SYN_and_acknowledges_the_answer()
    {
        var script = new TcpScript();
        script.Connect();
        script.Expect("S 0:0(0) win 65535 <mss 1460,sackOK,wscale 7,TS val 0 ecr 0>");
        Assert.Equal(TcpState.SynSent, script.State);
        script.Advance(10);
        script.Inject("S. 0:0(0) ack 1 win 4000 <mss 1000,sackOK,wscale 2,TS val 100 ecr 0>");
        script.Expect(". 1:1(0) ack 1");
        Assert.Equal(TcpState.Established, script.State);
        Assert.Equal(4000u, script.Connection.Send.Window);
        Assert.Equal(988, script.Connection.Options.SegmentSize);
        Assert.InRange(script.Connection.Rtt.Smoothed.Milliseconds, 10, 12);
    }

    [Fact]
    public void Simultaneous_open_ends_established()
    {
        var script = new TcpScript();
        script.Connect();
        script.Expect("S 0:0(0)");
        script.Inject("S 0:0(0) win 5000 <mss 1460,sackOK>");
        script.Expect("S. 0:0(0) ack 1");
        Assert.Equal(TcpState.SynReceived, script.State);
        script.Inject("S. 0:0(0) ack 1 win 5000 <mss 1460,sackOK>");
        script.Expect(". 1:1(0) ack 1");
        Assert.Equal(TcpState.Established, script.State);
        script.Write(100);
        script.Expect("P. 1:101(100) ack 1");
    }

    [Fact]
    public void SYN_is_sent_again_with_doubling_timeouts_and_then_given_up()
    {
        var script = new TcpScript();
        script.Connect();
        script.Expect("S 0:0(0)");
        for (int timeout = 1000; timeout <= 32_000; timeout *= 2)
        {
            script.ExpectAfter(timeout, timeout, "S 0:0(0)");
        }

        script.Advance(64_010);
        script.ExpectNothing();
        Assert.Equal(TcpState.Closed, script.State);
        script.ExpectError(SystemError.TimedOut);
    }

    [Fact]
    public void Refused_by_reset()
    {
        var script = new TcpScript();
        script.Connect();
        script.Expect("S 0:0(0)");
        script.Inject("R. 0:0(0) ack 1");
        Assert.Equal(TcpState.Closed, script.State);
        Assert.Equal(Readiness.Readable | Readiness.Writable | Readiness.Error | Readiness.HangUp | Readiness.PeerClosed, script.Connection.Readiness);
        script.ExpectError(SystemError.ConnectionRefused);
    }

    [Fact]
    public void Reset_that_acknowledges_something_else_does_not_refuse()
    {
        var script = new TcpScript();
        script.Connect();
        script.Expect("S 0:0(0)");
        script.Inject("R. 0:0(0) ack 7");
        script.Inject("R 0:0(0)");
        Assert.Equal(TcpState.SynSent, script.State);
    }

    [Fact]
    public void Half_open_peer_is_reset_and_asked_again()
    {
        // RFC 9293, 3.5.1, figure 9: the peer still believes in an old connection.
        var script = new TcpScript();
        script.Connect();
        script.Expect("S 0:0(0)");
        script.Inject(". 300:300(0) ack 100");
        SentSegment reset = script.Expect("R 100:100(0)");
        Assert.Equal(0u, reset.Header.Acknowledgement.Value);
        Assert.Equal(TcpState.SynSent, script.State);
        script.ExpectAfter(990, 1000, "S 0:0(0)");
    }

    [Fact]
    public void Segment_to_a_closed_port_is_answered_by_reset()
    {
        var script = new TcpScript();
        script.Inject("S 0:0(0) win 100 <mss 1460>");
        SentSegment reset = Assert.Single(script.Machine.Sent);
        Assert.Equal(TcpFlags.Rst | TcpFlags.Ack, reset.Header.Flags);
        Assert.Equal(0u, reset.Header.Sequence.Value);
        script.Machine.Sent.Clear();
        script.Inject("R 5:5(0)");
        script.ExpectNothing();
    }

    [Fact]
    public void Answer_to_SYN_is_sent_again_until_acknowledged()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Expect("S. 0:0(0) ack 1 <mss 1460>");
        script.ExpectAfter(1000, 1000, "S. 0:0(0) ack 1");
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Expect("S. 0:0(0) ack 1");
        script.ExpectAfter(1900, 2000, "S. 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 1");
        script.Accept();

        // RFC 6298, 5.7: after a lost SYN the timeout starts at three seconds; RFC 5681, 3.1: the window at one segment.
        Assert.Equal(3000, script.Connection.Rtt.Timeout.Milliseconds);
        Assert.Equal((uint)script.Connection.Options.SegmentSize, script.Connection.Congestion.Window);
    }

    [Fact]
    public void Half_open_connection_is_forgotten()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Advance(120_000);
        Assert.Equal(5, script.Machine.Sent.Count);
        Assert.Equal(0, script.Machine.Sockets.SynCount);
    }

    [Fact]
    public void Reset_ends_a_half_open_connection()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Expect("S. 0:0(0) ack 1");
        script.Inject("R 1:1(0)");
        Assert.Equal(0, script.Machine.Sockets.SynCount);
    }

    [Fact]
    public void Wrong_acknowledgement_of_a_half_open_connection_is_reset()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Expect("S. 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 77");
        script.Expect("R 77:77(0)");
        Assert.Equal(1, script.Machine.Sockets.SynCount);
    }

    [Fact]
    public void Data_with_the_last_step_of_the_handshake_counts()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Expect("S. 0:0(0) ack 1");
        script.Inject("P. 1:101(100) ack 1");
        script.Accept();
        script.Read(100);
    }

    [Fact]
    public void Initial_window_is_ten_segments()
    {
        TcpScript script = TcpScript.Established();
        script.Write(60_000);
        for (int i = 0; i < 10; i++)
        {
            script.Expect($". {1 + (1460 * i)}:{1461 + (1460 * i)}(1460) ack 1");
        }

        script.ExpectNothing();
    }

    [Fact]
    public void Peer_without_options_gets_none()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535");
        script.Expect("S. 0:0(0) ack 1 win 65535 <mss 1460>");
        script.Inject(". 1:1(0) ack 1 win 65535");
        script.Accept();
        Assert.Equal(536, script.Connection.Options.SegmentSize);
    }

    [Fact]
    public void Backlog_bounds_what_waits_to_be_accepted()
    {
        var script = new TcpScript();
        script.Listen(backlog: 1);
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Expect("S. 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 1");
        var other = new TcpFlow(TcpScript.Local, new IpEndpoint(TcpScript.Peer.Address, 41000));
        TcpHeader syn = default;
        syn.SourcePort = 41000;
        syn.DestinationPort = 80;
        syn.Flags = TcpFlags.Syn;
        script.Machine.Input(other, syn, []);
        script.ExpectNothing();
        script.Accept();
        script.Machine.Input(other, syn, []);
        Assert.Single(script.Machine.Sent);
    }

    [Fact]
    public void Closing_a_listener_resets_what_nobody_has_accepted()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460>");
        script.Expect("S. 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 1");
        script.Machine.CloseListener(script.Listener);
        script.Expect("R. 1:1(0) ack 1");
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    [Fact]
    public void Hard_error_from_the_network_ends_an_attempt_and_a_soft_one_explains_its_timeout()
    {
        var script = new TcpScript();
        script.Connect();
        SentSegment syn = script.Expect("S 0:0(0)");
        script.Machine.Unreachable(script.Flow, syn.Header.Sequence + 5, SystemError.ConnectionRefused, hard: true);
        Assert.Equal(TcpState.SynSent, script.State);
        script.Machine.Unreachable(script.Flow, syn.Header.Sequence, SystemError.HostUnreachable, hard: false);
        Assert.Equal(TcpState.SynSent, script.State);
        script.Advance(200_000);
        script.ExpectError(SystemError.HostUnreachable);

        script = new TcpScript();
        script.Connect();
        syn = script.Expect("S 0:0(0)");
        script.Machine.Unreachable(script.Flow, syn.Header.Sequence, SystemError.ConnectionRefused, hard: true);
        script.ExpectError(SystemError.ConnectionRefused);
    }
}
