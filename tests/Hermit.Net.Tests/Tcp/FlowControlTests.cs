using Xunit;

namespace Hermit.Net.Tests;

/// <summary>Windows, small segments, and acknowledgements that wait: RFC 9293, 3.8.6; RFC 5681, 4.2; RFC 896; RFC 7323, 2.</summary>
public class FlowControlTests
{
    [Fact]
    public void Small_segments_wait_while_something_is_under_way()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000");
        script.Write(100);
        script.Expect("P. 1:101(100) ack 1");
        script.Write(100);
        script.Write(100);
        script.ExpectNothing();
        script.Inject(". 1:1(0) ack 101");
        script.Expect("P. 101:301(200) ack 1");
        script.Write(1500);
        script.Expect(". 301:1301(1000) ack 1");
        script.ExpectNothing();
        script.Inject(". 1:1(0) ack 1301");
        script.Expect("P. 1301:1801(500) ack 1");
    }

    [Fact]
    public void Small_segments_do_not_wait_with_NoDelay()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.NoDelay = true;
        TcpScript script = TcpScript.Established(settings, "mss 1000");
        script.Write(100);
        script.Expect("P. 1:101(100) ack 1");
        script.Write(1100);
        script.Expect(". 101:1101(1000) ack 1");
        script.Expect("P. 1101:1201(100) ack 1");
    }

    [Fact]
    public void Turning_NoDelay_on_sends_what_waits()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000");
        script.Write(100);
        script.Expect("P. 1:101(100) ack 1");
        script.Write(100);
        script.ExpectNothing();
        TcpSettings settings = script.Connection.Settings;
        settings.NoDelay = true;
        script.Machine.SetSettings(script.Socket, settings);
        script.Expect("P. 101:201(100) ack 1");
    }

    [Fact]
    public void Acknowledgement_waits_for_the_second_segment_or_40_milliseconds()
    {
        TcpScript script = TcpScript.Established();
        script.Inject(". 1:1461(1460) ack 1");
        script.ExpectNothing();
        script.Inject(". 1461:2921(1460) ack 1");
        script.Expect(". 1:1(0) ack 2921");
        script.Inject(". 2921:4381(1460) ack 1");
        script.ExpectAfter(40, 42, ". 1:1(0) ack 4381");
    }

    [Fact]
    public void Acknowledgement_goes_with_data()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("P. 1:101(100) ack 1");
        script.Write(50);
        script.Expect("P. 1:51(50) ack 101");
        script.Inject(". 101:101(0) ack 51");
        script.Advance(1000);
        script.ExpectNothing();
    }

    [Fact]
    public void Acknowledgements_of_a_batch_go_together()
    {
        TcpScript script = TcpScript.Established();
        for (int i = 0; i < 8; i++)
        {
            script.Inject($". {1 + (1460 * i)}:{1461 + (1460 * i)}(1460) ack 1", defer: true);
        }

        script.ExpectNothing();
        Assert.True(script.Machine.Sockets.HasOutput);
        script.Machine.Poll();
        script.Expect(". 1:1(0) ack 11681");
        script.ExpectNothing();
    }

    [Fact]
    public void Nothing_is_sent_beyond_the_window()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000", window: "2500");
        script.Write(10_000);
        script.Expect(". 1:1001(1000) ack 1");
        script.Expect(". 1001:2001(1000) ack 1");
        script.ExpectNothing();
        script.Inject(". 1:1(0) ack 2001 win 2500");
        script.Expect(". 2001:3001(1000) ack 1");
        script.Expect(". 3001:4001(1000) ack 1");
        script.ExpectNothing();
    }

    [Fact]
    public void Closed_window_is_asked_about_with_growing_intervals()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000,sackOK", window: "1000");
        script.Write(5000);
        script.Expect(". 1:1001(1000) ack 1");
        script.Inject(". 1:1(0) ack 1001 win 0");
        script.ExpectNothing();
        script.ExpectAfter(200, 202, ". 1001:1002(1) ack 1");
        script.Inject(". 1:1(0) ack 1001 win 0");
        script.ExpectAfter(400, 404, ". 1001:1002(1) ack 1");
        script.Inject(". 1:1(0) ack 1001 win 0");
        script.ExpectAfter(800, 804, ". 1001:1002(1) ack 1");

        // It opens: what was asked with goes first, and is no sign of congestion.
        script.Inject(". 1:1(0) ack 1001 win 65535");
        script.Expect(". 1001:1002(1) ack 1");
        script.Expect(". 1002:2002(1000) ack 1");
        Assert.Equal(0ul, script.Machine.Sockets.Counters.FastRecoveries);
        Assert.Equal(0ul, script.Machine.Sockets.Counters.Timeouts);
    }

    [Fact]
    public void Byte_that_a_closed_window_took_counts()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000", window: "1000");
        script.Write(5000);
        script.Expect(". 1:1001(1000) ack 1");
        script.Inject(". 1:1(0) ack 1001 win 0");
        script.ExpectAfter(200, 202, ". 1001:1002(1) ack 1");
        script.Inject(". 1:1(0) ack 1002 win 0");
        script.ExpectAfter(100, 900, ". 1002:1003(1) ack 1");
        script.Inject(". 1:1(0) ack 1003 win 3000");
        script.Expect(". 1003:2003(1000) ack 1");
    }

    [Fact]
    public void Peer_that_keeps_its_window_closed_is_not_given_up_while_it_answers()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000", window: "1000");
        script.Write(5000);
        script.Expect(". 1:1001(1000) ack 1");
        script.Inject(". 1:1(0) ack 1001 win 0");
        for (int i = 0; i < 40; i++)
        {
            script.ExpectAfter(0, 120_010, ". 1001:1002(1) ack 1");
            script.Inject(". 1:1(0) ack 1001 win 0");
        }

        Assert.Equal(TcpState.Established, script.State);
        script.Advance(4_000_000);
        Assert.Equal(TcpState.Closed, script.State);
    }

    [Fact]
    public void Small_window_is_used_only_when_it_stays_small()
    {
        // RFC 9293, 3.8.6.2.1: less than a segment and less than half of the largest window waits for the override timeout.
        TcpScript script = TcpScript.Established(synOptions: "mss 1000", window: "10000");
        script.Write(20_000);
        script.DropSent();
        script.Inject(". 1:1(0) ack 10001 win 300");
        script.ExpectNothing();
        script.ExpectAfter(200, 202, ". 10001:10301(300) ack 1");
    }

    [Fact]
    public void Window_closes_as_the_buffer_fills_and_opens_as_it_is_read()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.ReceiveBuffer = 5840;
        TcpScript script = TcpScript.Established(settings, synOptions: "mss 1460");
        for (int i = 0; i < 4; i++)
        {
            script.Inject($". {1 + (1460 * i)}:{1461 + (1460 * i)}(1460) ack 1");
        }

        script.Expect(". 1:1(0) ack 2921 win 2920");
        script.Expect(". 1:1(0) ack 5841 win 0");

        // One more does not fit: it is answered and not taken.
        script.Inject(". 5841:5842(1) ack 1");
        script.Expect(". 1:1(0) ack 5841 win 0");

        // A little room is not worth telling: RFC 9293, 3.8.6.2.2.
        script.Read(1000);
        script.ExpectNothing();
        script.Read(1000);
        script.Expect(". 1:1(0) ack 5841 win 2000");
    }

    [Fact]
    public void Offered_window_never_moves_back()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.ReceiveBuffer = 20_000;
        TcpScript script = TcpScript.Established(settings, synOptions: "mss 1460");
        script.Inject(". 1:1461(1460) ack 1");
        script.Inject(". 1461:2921(1460) ack 1");
        script.Expect(". 1:1(0) ack 2921 win 17080");
        TcpSequence edge = script.Connection.Receive.Edge;
        settings.ReceiveBuffer = 4000;
        script.Machine.SetSettings(script.Socket, settings);
        script.Inject(". 2921:4381(1460) ack 1");
        script.Inject(". 4381:5841(1460) ack 1");
        script.Expect(". 1:1(0) ack 5841 win 14160");
        Assert.Equal(edge, script.Connection.Receive.Edge);
    }

    [Fact]
    public void Receive_buffer_grows_with_what_is_read_in_a_round_trip()
    {
        var simulation = new Simulation(3, new LinkFaults { Delay = 50, Rate = 12_500_000, Queue = 2_000_000 });
        long received = Bulk.Run(simulation, 40_000_000);
        Assert.Equal(40_000_000, received);

        // The path holds 1.25 MB; a window of 128 KB would have taken 30 seconds, the link alone takes 3.2.
        Assert.InRange(Bulk.Elapsed.Seconds, 3, 7);
    }

    [Fact]
    public void Large_segments_are_left_to_the_device_to_cut()
    {
        var script = new TcpScript();
        script.Machine.LargestBurst = 64_000;
        script.Listen();
        script.Inject("S 0:0(0) win 65535 <mss 1460,wscale 7,sackOK>");
        script.Expect("S. 0:0(0) ack 1");
        script.Inject(". 1:1(0) ack 1 win 65535");
        script.Accept();
        ulong before = script.Machine.Sockets.Counters.SegmentsSent;
        script.Write(14_600);
        Assert.Equal(before + 1, script.Machine.Sockets.Counters.SegmentsSent);
        Assert.Equal(10, script.Machine.Sent.Count);
    }

    [Fact]
    public void What_the_layer_below_does_not_take_is_sent_later()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1000");
        script.Machine.Room = 2;
        script.Write(5000);
        Assert.Equal(2, script.Machine.Sent.Count);
        Assert.True(script.Machine.Sockets.HasOutput);
        script.DropSent();
        script.Machine.Room = 100;
        script.Machine.Poll();
        script.Expect(". 2001:3001(1000) ack 1");
        script.Expect(". 3001:4001(1000) ack 1");
        script.Expect("P. 4001:5001(1000) ack 1");
        Assert.False(script.Machine.Sockets.HasOutput);
    }

    [Fact]
    public void Smaller_path_makes_smaller_segments()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1460");
        script.Write(2920);
        script.Expect(". 1:1461(1460) ack 1");
        script.Expect(". 1461:2921(1460) ack 1");
        Assert.True(script.Machine.Sockets.IsUnderWay(script.Flow, script.Connection.Send.Unacknowledged));
        Assert.False(script.Machine.Sockets.IsUnderWay(script.Flow, script.Connection.Send.Next + 1));
        script.Machine.LargestSegment = 1020;
        script.Machine.PathChanged(script.Flow);
        script.Expect(". 1:1001(1000) ack 1");
        script.Expect(". 1001:2001(1000) ack 1");
        script.Expect("P. 2001:2921(920) ack 1");
        Assert.Equal(0ul, script.Machine.Sockets.Counters.FastRecoveries);
    }
}
