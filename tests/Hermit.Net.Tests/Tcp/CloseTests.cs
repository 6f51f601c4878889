using Xunit;

using Hermit.Abi;

namespace Hermit.Net.Tests;

/// <summary>Closing: RFC 9293, 3.6 and 3.10.4; RFC 1337; RFC 6191; RFC 2525.</summary>
public class CloseTests
{
    [Fact]
    public void Active_close_ends_in_TIME_WAIT()
    {
        TcpScript script = TcpScript.Established();
        script.Close();
        script.Expect("F. 1:1(0) ack 1");
        Assert.Equal(TcpState.FinWait1, script.State);
        script.Inject(". 1:1(0) ack 2");
        Assert.Equal(TcpState.FinWait2, script.State);
        script.Inject("F. 1:1(0) ack 2");
        script.Expect(". 2:2(0) ack 2");
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
        Assert.Equal(1, script.Machine.Sockets.TimeWaitCount);

        // The last acknowledgement was lost: the FIN comes again, and is answered again; a reset does not end it (RFC 1337).
        script.Advance(30_000);
        script.Inject("F. 1:1(0) ack 2");
        script.Expect(". 2:2(0) ack 2");
        script.Inject("R 2:2(0)");
        script.Advance(59_000);
        Assert.Equal(1, script.Machine.Sockets.TimeWaitCount);
        script.Advance(2000);
        Assert.Equal(0, script.Machine.Sockets.TimeWaitCount);
    }

    [Fact]
    public void Passive_close_ends_with_the_last_acknowledgement()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("F. 1:1(0) ack 1");
        script.Expect(". 1:1(0) ack 2");
        Assert.Equal(TcpState.CloseWait, script.State);
        script.ExpectEndOfStream();
        script.Write(100);
        script.Expect("P. 1:101(100) ack 2");
        script.Close();
        script.Expect("F. 101:101(0) ack 2");
        Assert.Equal(TcpState.LastAck, script.State);
        script.Inject(". 2:2(0) ack 102");
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
        Assert.Equal(0, script.Machine.Sockets.TimeWaitCount);
    }

    [Fact]
    public void Simultaneous_close_goes_through_CLOSING()
    {
        TcpScript script = TcpScript.Established();
        script.Close();
        script.Expect("F. 1:1(0) ack 1");
        script.Inject("F. 1:1(0) ack 1");
        script.Expect(". 2:2(0) ack 2");
        Assert.Equal(TcpState.Closing, script.State);
        script.Inject(". 2:2(0) ack 2");
        Assert.Equal(1, script.Machine.Sockets.TimeWaitCount);
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    [Fact]
    public void FIN_that_acknowledges_ours_goes_straight_to_TIME_WAIT()
    {
        TcpScript script = TcpScript.Established();
        script.Close();
        script.Expect("F. 1:1(0) ack 1");
        script.Inject("F. 1:1(0) ack 2");
        script.Expect(". 2:2(0) ack 2");
        Assert.Equal(1, script.Machine.Sockets.TimeWaitCount);
    }

    [Fact]
    public void Half_closed_connection_still_receives()
    {
        TcpScript script = TcpScript.Established();
        script.Shutdown();
        script.Expect("F. 1:1(0) ack 1");
        script.Inject(". 1:1(0) ack 2");
        Assert.Equal(SystemError.BrokenPipe, script.Machine.Write(script.Socket, new byte[1], out _));
        script.Inject("P. 1:501(500) ack 2");
        script.Read(500);
        script.Inject("PF. 501:601(100) ack 2");
        script.Read(100);
        script.ExpectEndOfStream();
        Assert.Equal(TcpState.TimeWait, script.State);
        Assert.Equal(1, script.Machine.Sockets.TimeWaitCount);
        script.Close();
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    [Fact]
    public void FIN_follows_what_was_written()
    {
        TcpScript script = TcpScript.Established();
        script.Write(20_000);
        script.Close();
        for (int i = 0; i < 10; i++)
        {
            script.Expect($". {1 + (1460 * i)}:{1461 + (1460 * i)}(1460) ack 1");
        }

        script.Inject(". 1:1(0) ack 14601");
        for (int i = 10; i < 13; i++)
        {
            script.Expect($". {1 + (1460 * i)}:{1461 + (1460 * i)}(1460) ack 1");
        }

        script.Expect("PF. 18981:20001(1020) ack 1");
    }

    [Fact]
    public void FIN_out_of_order_waits_for_what_is_before_it()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("F. 1001:1501(500) ack 1");
        script.Expect(". 1:1(0) ack 1 <sack 1001:1501>");
        Assert.Equal(TcpState.Established, script.State);
        script.Inject(". 1:1001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1502");
        Assert.Equal(TcpState.CloseWait, script.State);
        script.Read(1500);
        script.ExpectEndOfStream();
    }

    [Fact]
    public void Lost_FIN_is_sent_again()
    {
        TcpScript script = TcpScript.Established();
        script.Close();
        script.Expect("F. 1:1(0) ack 1");
        script.ExpectAfter(100, 1100, "F. 1:1(0) ack 1");
        script.Inject(". 1:1(0) ack 2");
        Assert.Equal(TcpState.FinWait2, script.State);
    }

    [Fact]
    public void Nobody_waits_for_ever_in_FIN_WAIT_2()
    {
        TcpScript script = TcpScript.Established();
        script.Close();
        script.Expect("F. 1:1(0) ack 1");
        script.Inject(". 1:1(0) ack 2");
        script.Advance(59_000);
        Assert.Equal(1, script.Machine.Sockets.ConnectionCount);
        script.Advance(2000);
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    [Fact]
    public void Closing_with_unread_data_resets()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("P. 1:101(100) ack 1");
        script.Close();
        script.Expect("R. 1:1(0) ack 101");
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    [Fact]
    public void Data_for_a_socket_that_nobody_has_any_more_is_reset()
    {
        TcpScript script = TcpScript.Established();
        script.Close();
        script.Expect("F. 1:1(0) ack 1");
        script.Inject("P. 1:101(100) ack 2");
        script.Expect("R. 2:2(0)");
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    [Fact]
    public void Closing_without_patience_resets()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.Linger = true;
        TcpScript script = TcpScript.Established(settings);
        script.Write(100);
        script.Expect("P. 1:101(100) ack 1");
        script.Close();
        script.Expect("R. 101:101(0) ack 1");
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
        Assert.Equal(0, script.Machine.Packets.Count);
    }

    [Fact]
    public void Reset_ends_the_connection_and_is_reported_once()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("P. 1:101(100) ack 1");
        script.Inject("R 101:101(0)");
        Assert.Equal(TcpState.Closed, script.State);
        script.ExpectError(SystemError.ConnectionReset);
        script.ExpectEndOfStream();
        Assert.Equal(SystemError.BrokenPipe, script.Machine.Write(script.Socket, new byte[1], out _));
    }

    [Fact]
    public void Shut_receiving_side_discards_and_still_acknowledges()
    {
        TcpScript script = TcpScript.Established();
        Assert.Equal(SystemError.None, script.Machine.Shutdown(script.Socket, receive: true, send: false));
        script.Inject("P. 1:2921(2920) ack 1");
        script.Inject("P. 2921:5841(2920) ack 1");
        script.Expect(". 1:1(0) ack 2921");
        script.Expect(". 1:1(0) ack 5841");
        script.ExpectEndOfStream();
        Assert.Equal(0, script.Machine.Packets.Count);
    }

    [Theory]
    [InlineData("S 500:500(0) win 1000 <mss 1460>", true)]
    [InlineData("S 0:0(0) win 1000 <mss 1460>", false)]
    public void A_newer_SYN_takes_the_place_of_TIME_WAIT(string syn, bool taken)
    {
        TcpScript script = TcpScript.Established();
        script.Close();
        script.Expect("F. 1:1(0) ack 1");
        script.Inject("F. 1:1(0) ack 2");
        TcpSequence last = script.Expect(". 2:2(0) ack 2").Header.Sequence;
        script.Advance(1000);
        script.Inject(syn);
        SentSegment answer = Assert.Single(script.Machine.Sent);
        Assert.Equal(taken ? TcpFlags.Syn | TcpFlags.Ack : TcpFlags.Ack, answer.Header.Flags);
        Assert.Equal(taken ? 0 : 1, script.Machine.Sockets.TimeWaitCount);
        if (taken)
        {
            Assert.True(answer.Header.Sequence > last + 65535, "the new numbers overlap the old ones");
        }
    }

    [Fact]
    public void TIME_WAIT_is_bounded()
    {
        TcpLimits limits = TcpLimits.Default;
        limits.TimeWaitRecords = 10;
        var script = new TcpScript(limits: limits);
        script.Listen();
        for (int i = 0; i < 30; i++)
        {
            script.Machine.Sent.Clear();
            script.Inject($"S {i * 10}:{i * 10}(0) win 65535 <mss 1460>");
            script.Machine.Sent.Clear();
            OpenAndClose(script, (ushort)(1000 + i));
        }

        Assert.Equal(10, script.Machine.Sockets.TimeWaitCount);
        Assert.Equal(0, script.Machine.Sockets.ConnectionCount);
    }

    // A whole life of a connection from another port of the peer.
    private static void OpenAndClose(TcpScript script, ushort port)
    {
        TcpMachine machine = script.Machine;
        var flow = new TcpFlow(TcpScript.Local, new IpEndpoint(TcpScript.Peer.Address, port));
        TcpHeader header = default;
        header.SourcePort = port;
        header.DestinationPort = 80;
        header.Flags = TcpFlags.Syn;
        header.Sequence = new TcpSequence(1000);
        header.Window = 1000;
        machine.Input(flow, header, []);
        TcpSequence initial = machine.Sent.Dequeue().Header.Sequence;
        header.Flags = TcpFlags.Ack;
        header.Sequence += 1;
        header.Acknowledgement = initial + 1;
        machine.Input(flow, header, []);
        Assert.Equal(SystemError.None, machine.Accept(script.Listener, out var handle));
        machine.Close(handle);
        header.Flags = TcpFlags.Ack | TcpFlags.Fin;
        header.Acknowledgement = initial + 2;
        machine.Input(flow, header, []);
        machine.TakeChanges();
    }
}
