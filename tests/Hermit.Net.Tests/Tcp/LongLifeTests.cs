using Xunit;

using Hermit.Abi;

namespace Hermit.Net.Tests;

/// <summary>Silent peers (RFC 9293, 3.8.4), marks of congestion (RFC 3168), and readiness.</summary>
public class LongLifeTests
{
    [Fact]
    public void Silent_peer_is_asked_and_given_up()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.KeepAlive = true;
        settings.KeepAliveIdle = Duration.FromSeconds(60);
        settings.KeepAliveInterval = Duration.FromSeconds(10);
        settings.KeepAliveProbes = 3;
        TcpScript script = TcpScript.Established(settings);
        script.ExpectAfter(60_000, 60_010, ". 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 1");
        script.ExpectAfter(59_000, 60_010, ". 0:0(0) ack 1");
        script.ExpectAfter(10_000, 10_010, ". 0:0(0) ack 1");
        script.ExpectAfter(10_000, 10_010, ". 0:0(0) ack 1");
        script.ExpectAfter(10_000, 10_010, "R. 1:1(0) ack 1");
        Assert.Equal(TcpState.Closed, script.State);
        script.ExpectError(SystemError.TimedOut);
    }

    [Fact]
    public void Question_of_the_peer_is_answered()
    {
        TcpScript script = TcpScript.Established();
        script.Inject(". 0:0(0) ack 1");
        script.Expect(". 1:1(0) ack 1");
        script.Advance(1000);
        script.Inject(". 0:1(1) ack 1");
        script.Expect(". 1:1(0) ack 1");
    }

    [Fact]
    public void Keep_alive_can_be_turned_on_later()
    {
        TcpScript script = TcpScript.Established();
        TcpSettings settings = script.Connection.Settings;
        settings.KeepAlive = true;
        settings.KeepAliveIdle = Duration.FromSeconds(5);
        script.Machine.SetSettings(script.Socket, settings);
        script.ExpectAfter(5000, 5010, ". 0:0(0) ack 1");
        settings.KeepAlive = false;
        script.Machine.SetSettings(script.Socket, settings);
        script.Advance(1_000_000);
        script.ExpectNothing();
    }

    [Fact]
    public void Marks_of_congestion_are_echoed_until_the_peer_slows_down()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.Ecn = true;
        var script = new TcpScript(settings);
        script.Listen();
        script.Inject("SEW 0:0(0) win 65535 <mss 1460,sackOK>");
        script.Expect("S.E 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 1");
        script.Accept();
        script.Inject("P. 1:101(100) ack 1", marked: true);
        script.Expect(".E 1:1(0) ack 101");
        script.Inject("P. 101:1561(1460) ack 1");
        script.Write(10);
        script.Expect("P.E 1:11(10) ack 1561");
        script.Inject("P.W 1561:1661(100) ack 11");
        script.Advance(50);
        script.Expect(". 11:11(0) ack 1661");
    }

    [Fact]
    public void Echoed_mark_slows_down_once_a_round_trip()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.Ecn = true;
        var script = new TcpScript(settings);
        script.Listen();
        script.Inject("SEW 0:0(0) win 65535 <mss 1000,sackOK>");
        script.Expect("S.E 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 1");
        script.Accept();
        script.Write(50_000);
        Assert.All(script.Machine.Sent, segment => Assert.True(segment.EcnCapable));
        script.DropSent();
        script.Inject(".E 1:1(0) ack 1001");
        Assert.Equal(7000u, script.Connection.Congestion.SlowStartThreshold);
        script.Inject(".E 1:1(0) ack 3001");
        Assert.Equal(7000u, script.Connection.Congestion.SlowStartThreshold);
        Assert.Contains(script.Machine.Sent, segment => segment.Header.Has(TcpFlags.Cwr));
        Assert.Single(script.Machine.Sent, segment => segment.Header.Has(TcpFlags.Cwr));
        Assert.Equal(0ul, script.Machine.Sockets.Counters.SegmentsRetransmitted);
    }

    [Fact]
    public void Readiness_is_told_when_it_comes()
    {
        TcpScript script = TcpScript.Established();
        List<TcpChange> changes = script.Machine.TakeChanges();
        Assert.Contains(changes, change => change.Owner == 3 && change.Events == Readiness.Writable);
        script.Inject("P. 1:101(100) ack 1");
        Assert.Equal(Readiness.Readable, Assert.Single(script.Machine.TakeChanges()).Events);

        // Once, until it was read.
        script.Inject("P. 101:201(100) ack 1");
        Assert.Empty(script.Machine.TakeChanges());
        script.Read(200);
        Assert.Empty(script.Machine.TakeChanges());
        script.Inject("P. 201:301(100) ack 1");
        Assert.Equal(Readiness.Readable, Assert.Single(script.Machine.TakeChanges()).Events);
        script.Inject("F. 301:301(0) ack 1");
        Assert.Equal(Readiness.PeerClosed, Assert.Single(script.Machine.TakeChanges()).Events);
        Assert.Equal(Readiness.Readable | Readiness.Writable | Readiness.PeerClosed, script.Connection.Readiness);
        script.Shutdown();
        Assert.Equal(Readiness.HangUp, Assert.Single(script.Machine.TakeChanges()).Events);
    }

    [Fact]
    public void Room_to_write_is_told_when_a_third_is_free()
    {
        TcpScript script = TcpScript.Established();
        script.Machine.TakeChanges();
        Assert.Equal(SystemError.None, script.Machine.Write(script.Socket, new byte[1_000_000], out int taken));
        Assert.Equal(65536, taken);
        Assert.Equal(SystemError.WouldBlock, script.Machine.Write(script.Socket, new byte[1], out _));
        Assert.Equal(Readiness.None, script.Connection.Readiness);
        script.Inject(". 1:1(0) ack 10001");
        Assert.Empty(script.Machine.TakeChanges());
        script.Inject(". 1:1(0) ack 14601");
        script.DropSent();
        script.Inject(". 1:1(0) ack 30001");
        Assert.Equal(Readiness.Writable, Assert.Single(script.Machine.TakeChanges()).Events);
    }
}
