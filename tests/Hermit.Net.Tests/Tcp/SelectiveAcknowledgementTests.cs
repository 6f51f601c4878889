using Xunit;

using Hermit.Abi;

namespace Hermit.Net.Tests;

/// <summary>Selective acknowledgements, both ways: RFC 2018, 2883, 6675; RACK and the tail loss probe: RFC 8985.</summary>
public class SelectiveAcknowledgementTests
{
    private const string Selective = "mss 1000,sackOK";
    private const double RoundTrip = 30;

    [Fact]
    public void Ranges_out_of_order_are_reported_latest_first()
    {
        TcpScript script = TcpScript.Established();
        script.Inject(". 1001:2001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1 <sack 1001:2001>");
        script.Inject(". 3001:4001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1 <sack 3001:4001 1001:2001>");
        script.Inject(". 5001:6001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1 <sack 5001:6001 3001:4001 1001:2001>");
        script.Inject(". 2001:3001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1 <sack 1001:4001 5001:6001>");
        script.Inject(". 1:1001(1000) ack 1");
        script.Expect(". 1:1(0) ack 4001 <sack 5001:6001>");
        script.Read(4000);
        script.Inject(". 4001:5001(1000) ack 1");
        script.Expect(". 1:1(0) ack 6001 <>");
        script.Read(2000);
    }

    [Fact]
    public void What_came_twice_is_reported_first()
    {
        TcpScript script = TcpScript.Established();
        script.Inject(". 1:1001(1000) ack 1");
        script.Inject(". 1:1001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1001 <sack 1:1001>");
        script.Inject(". 2001:3001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1001 <sack 2001:3001>");
        script.Inject(". 2001:3001(1000) ack 1");
        script.Expect(". 1:1(0) ack 1001 <sack 2001:3001 2001:3001>");
        script.Inject(". 501:1501(1000) ack 1");
        script.Expect(". 1:1(0) ack 1501 <sack 501:1001 2001:3001>");
    }

    [Fact]
    public void Overlapping_ranges_join()
    {
        TcpScript script = TcpScript.Established();
        script.Inject(". 1001:2001(1000) ack 1");
        script.Inject(". 1501:2501(1000) ack 1");
        script.Inject(". 3001:3501(500) ack 1");
        script.Inject(". 901:2201(1300) ack 1");
        script.DropSent();
        script.Inject(". 2401:3601(1200) ack 1");
        script.Expect(". 1:1(0) ack 1 <sack 2401:2501 901:3601>");
        script.Inject(". 1:901(900) ack 1");
        script.Expect(". 1:1(0) ack 3601");
        byte[] bytes = new byte[3600];
        Assert.Equal(SystemError.None, script.Machine.Read(script.Socket, bytes, out int count));
        Assert.Equal(3600, count);
        Assert.All(bytes.Select((value, index) => (value, index)), pair => Assert.Equal((byte)(pair.index + 1), pair.value));
    }

    [Fact]
    public void Hole_is_sent_again_when_three_segments_beyond_have_arrived()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(8000);
        script.DropSent();
        script.Advance(20);
        script.Inject(". 1:1(0) ack 1 <sack 1001:2001>");
        script.Inject(". 1:1(0) ack 1 <sack 1001:3001>");
        script.ExpectNothing();
        script.Inject(". 1:1(0) ack 1 <sack 1001:4001>");
        script.Expect(". 1:1001(1000) ack 1");
        Assert.Equal(RecoveryPhase.Reducing, script.Connection.Recovery.Phase);
    }

    [Fact]
    public void Only_holes_are_sent_again()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(9000);
        script.DropSent();
        script.Advance(20);
        script.Inject(". 1:1(0) ack 1 <sack 1001:2001 3001:5001 6001:9001>");
        script.Expect(". 1:1001(1000) ack 1");
        script.Advance(10);
        script.Inject(". 1:1(0) ack 2001 <sack 3001:5001 6001:9001>");
        script.Expect(". 2001:3001(1000) ack 1");
        script.Expect(". 5001:6001(1000) ack 1");
        script.Inject(". 1:1(0) ack 9001");
        Assert.Equal(RecoveryPhase.Open, script.Connection.Recovery.Phase);
        script.ExpectNothing();
    }

    [Fact]
    public void Window_shrinks_in_proportion()
    {
        // RFC 6937: one segment for each that arrives while more is under way than the threshold, scaled by the reduction.
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(60_000);
        Assert.Equal(10, script.Machine.Sent.Count);
        script.DropSent();
        script.Advance(20);
        script.Inject(". 1:1(0) ack 1 <sack 1001:4001>");
        script.Expect(". 1:1001(1000) ack 1");
        for (int end = 5001; end <= 10_001; end += 1000)
        {
            script.Inject($". 1:1(0) ack 1 <sack 1001:{end}>");
        }

        // Threshold 7 of 10: nine delivered, so at most ceil(9 * 0.7) sent in all.
        Assert.InRange(script.Machine.Sent.Count + 1, 5, 7);
        script.Inject(". 1:1(0) ack 10001");
        Assert.InRange(script.Connection.Congestion.Window, 6900u, 7100u);
    }

    [Fact]
    public void Lost_retransmission_is_found_by_time()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(60_000);
        script.DropSent();
        script.Advance(20);
        script.Inject(". 1:1(0) ack 1 <sack 1001:6001>");
        script.Expect(". 1:1001(1000) ack 1");
        script.Advance(5);
        script.Inject(". 1:1(0) ack 1 <sack 1001:10001>");
        SentSegment fresh = script.Machine.Sent.Peek();
        Assert.Equal(TcpFlags.Ack, fresh.Header.Flags & TcpFlags.Ack);
        script.Expect(". 10001:11001(1000) ack 1");
        script.DropSent();
        script.Advance(20);

        // What was sent after the retransmission has arrived, a round trip later: the retransmission is lost too.
        script.Inject(". 1:1(0) ack 1 <sack 1001:11001>");
        script.Advance(25);
        Assert.Contains(script.Machine.Sent, segment => segment.Header.Sequence == script.Connection.Send.Unacknowledged);
    }

    [Fact]
    public void Reordering_within_the_window_is_not_loss()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(2000);
        script.DropSent();
        script.Advance(40);
        script.Inject(". 1:1(0) ack 2001");
        script.Write(3000);
        script.DropSent();
        script.Advance(40);
        script.Inject(". 1:1(0) ack 2001 <sack 3001:4001>");
        script.Advance(3);
        script.Inject(". 1:1(0) ack 4001");
        Assert.True(script.Connection.Rack.ReorderingSeen);
        script.Advance(3);
        script.Inject(". 1:1(0) ack 5001");
        Assert.Equal(0ul, script.Machine.Sockets.Counters.SegmentsRetransmitted);
    }

    [Fact]
    public void Hole_is_lost_when_the_reordering_window_has_passed()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(2000);
        script.DropSent();
        script.Advance(40);
        script.Inject(". 1:1(0) ack 2001");
        script.Write(3000);
        script.DropSent();
        script.Advance(40);
        script.Inject(". 1:1(0) ack 2001 <sack 3001:4001>");
        script.ExpectNothing();
        script.ExpectAfter(1, 12, ". 2001:3001(1000) ack 1");
    }

    [Fact]
    public void Tail_loss_is_probed_after_two_round_trips()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(2000);
        script.DropSent();
        script.Advance(30);
        script.Inject(". 1:1(0) ack 2001");
        long roundTrip = script.Connection.Rtt.Smoothed.Milliseconds;
        script.Write(4000);
        script.DropSent();
        script.ExpectAfter(2 * roundTrip, (2 * roundTrip) + 2, ". 5001:6001(1000) ack 1");

        // The probe arrives, and shows the hole; no timeout was needed.
        script.Advance(30);
        script.Inject(". 1:1(0) ack 2001 <sack 5001:6001>");
        script.Advance(15);
        script.Expect(". 2001:3001(1000) ack 1");
        Assert.Equal(0ul, script.Machine.Sockets.Counters.Timeouts);
        Assert.Equal(1ul, script.Machine.Sockets.Counters.TailLossProbes);
    }

    [Fact]
    public void Probe_is_new_data_if_there_is_any()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(2000);
        script.DropSent();
        script.Advance(30);
        script.Inject(". 1:1(0) ack 2001");
        script.Write(50_000);
        int sent = script.Machine.Sent.Count;
        script.DropSent();
        int next = 2001 + (sent * 1000);
        script.ExpectAfter(50, 80, $". {next}:{next + 1000}(1000) ack 1");
    }

    [Fact]
    public void Loss_that_the_probe_has_repaired_is_congestion_all_the_same()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(2000);
        script.DropSent();
        script.Advance(30);
        script.Inject(". 1:1(0) ack 2001");
        script.Write(4000);
        script.DropSent();
        script.ExpectAfter(50, 70, ". 5001:6001(1000) ack 1");
        script.Inject(". 1:1(0) ack 6001");
        script.Write(1000);
        script.DropSent();
        script.Advance(20);
        script.Inject(". 1:1(0) ack 7001");
        Assert.Equal(1ul, script.Machine.Sockets.Counters.FastRecoveries);
    }

    [Fact]
    public void Probe_that_was_not_needed_is_no_congestion()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(2000);
        script.DropSent();
        script.Advance(30);
        script.Inject(". 1:1(0) ack 2001");
        script.Write(4000);
        script.DropSent();
        script.ExpectAfter(50, 70, ". 5001:6001(1000) ack 1");
        script.Inject(". 1:1(0) ack 6001");
        script.Inject(". 1:1(0) ack 6001 <sack 5001:6001>");
        Assert.Equal(0ul, script.Machine.Sockets.Counters.FastRecoveries);
        Assert.False(script.Connection.Recovery.ProbeUnderWay);
    }

    [Fact]
    public void Nonsense_is_ignored()
    {
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(3000);
        script.DropSent();
        script.Inject(". 1:1(0) ack 1 <sack 9001:10001 2501:2001>");
        Assert.Equal(0u, script.Connection.Board.Sacked);
        script.Inject(". 1:1(0) ack 1 <sack 2001:3001>");
        Assert.Equal(1000u, script.Connection.Board.Sacked);
    }

    [Fact]
    public void Peer_that_drops_what_it_selected_gets_it_again()
    {
        // RFC 2018, 8.
        TcpScript script = TcpScript.Established(synOptions: Selective, roundTrip: RoundTrip);
        script.Write(3000);
        script.DropSent();
        script.Inject(". 1:1(0) ack 1 <sack 1001:3001>");
        script.DropSent();
        script.Inject(". 1:1(0) ack 1001");
        script.Advance(2000);
        Assert.Contains(script.Machine.Sent, segment => segment.Header.Sequence == script.Connection.Send.Unacknowledged);
    }
}
