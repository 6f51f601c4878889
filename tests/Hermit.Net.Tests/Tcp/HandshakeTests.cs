using Xunit;

namespace Hermit.Net.Tests;

/// <summary>Opening a connection: RFC 9293, 3.5.</summary>
public class HandshakeTests
{
    [Fact]
    public void Passive_open_answers_SYN_with_SYN_and_ACK()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460,sackOK,wscale 5>");
        script.Expect("S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,wscale 7>");
        Assert.Equal(NetError.WouldBlock, script.Machine.Accept(script.Listener, out _));
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
}
