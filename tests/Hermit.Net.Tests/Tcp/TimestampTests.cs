using Xunit;

namespace Hermit.Net.Tests;

/// <summary>Timestamps and protection against wrapped sequence numbers: RFC 7323.</summary>
public class TimestampTests
{
    private const string Syn = "mss 1460,sackOK,wscale 7,TS val 1000 ecr 0";

    [Fact]
    public void Clock_of_the_peer_is_echoed()
    {
        var script = new TcpScript();
        script.Listen();
        script.Inject($"S 0:0(0) win 65535 <{Syn}>");
        script.Expect("S. 0:0(0) ack 1 <mss 1460,sackOK,wscale 7,TS val 0 ecr 1000>");
        script.Inject(". 1:1(0) ack 1 <TS val 1010 ecr 0>");
        script.Accept();
        script.Write(100);
        script.Expect("P. 1:101(100) ack 1 <TS val 0 ecr 1010>");
        Assert.Equal(1448, script.Connection.Options.SegmentSize);
    }

    [Fact]
    public void Echo_is_of_the_segment_that_the_acknowledgement_waited_for()
    {
        // RFC 7323, 4.3: with a delayed acknowledgement the clock of the first one counts.
        TcpScript script = TcpScript.Established(synOptions: Syn, timestamps: "TS val 1010 ecr 0");
        script.Inject(". 1:1449(1448) ack 1 <TS val 1020 ecr 0>");
        script.Inject(". 1449:2897(1448) ack 1 <TS val 1030 ecr 0>");
        script.Expect(". 1:1(0) ack 2897 <TS val 0 ecr 1020>");
    }

    [Fact]
    public void Echo_is_of_the_last_segment_in_order_while_there_is_a_hole()
    {
        TcpScript script = TcpScript.Established(synOptions: Syn, timestamps: "TS val 1010 ecr 0");
        script.Inject(". 1449:2897(1448) ack 1 <TS val 1030 ecr 0>");
        script.Expect(". 1:1(0) ack 1 <TS val 0 ecr 1010,sack 1449:2897>");
        script.Inject(". 1:1449(1448) ack 1 <TS val 1040 ecr 0>");
        script.Expect(". 1:1(0) ack 2897 <TS val 0 ecr 1040>");
    }

    [Fact]
    public void Old_timestamp_is_answered_and_not_taken()
    {
        TcpScript script = TcpScript.Established(synOptions: Syn, timestamps: "TS val 1010 ecr 0");
        script.Inject("P. 1:101(100) ack 1 <TS val 900 ecr 0>");
        script.Expect(". 1:1(0) ack 1 <TS val 0 ecr 1010>");
        Assert.Equal(0u, script.Connection.Unread);
        Assert.Equal(1ul, script.Machine.Sockets.Counters.OldTimestamps);
    }

    [Fact]
    public void Timestamp_is_compared_around_its_end()
    {
        TcpScript script = TcpScript.Established(synOptions: "mss 1460,sackOK,wscale 7,TS val 4294967290 ecr 0", timestamps: "TS val 4294967295 ecr 0");
        script.Inject("P. 1:101(100) ack 1 <TS val 5 ecr 0>");
        Assert.Equal(100u, script.Connection.Unread);
        script.Inject("P. 101:201(100) ack 1 <TS val 4294967290 ecr 0>");
        Assert.Equal(100u, script.Connection.Unread);
    }

    [Fact]
    public void Timestamp_older_than_24_days_is_not_compared()
    {
        TcpScript script = TcpScript.Established(synOptions: Syn, timestamps: "TS val 1010 ecr 0");
        script.Advance(25.0 * 24 * 3600 * 1000);
        script.Inject("P. 1:101(100) ack 1 <TS val 900 ecr 0>");
        Assert.Equal(100u, script.Connection.Unread);
    }

    [Fact]
    public void Segment_without_timestamp_is_dropped_once_they_were_agreed_upon()
    {
        TcpScript script = TcpScript.Established(synOptions: Syn, timestamps: "TS val 1010 ecr 0");
        script.Inject("P. 1:101(100) ack 1");
        Assert.Equal(0u, script.Connection.Unread);
    }

    [Fact]
    public void Reset_needs_no_timestamp()
    {
        TcpScript script = TcpScript.Established(synOptions: Syn, timestamps: "TS val 1010 ecr 0");
        script.Inject("R 1:1(0)");
        Assert.Equal(TcpState.Closed, script.State);
    }

    [Fact]
    public void Echo_measures_the_round_trip_of_what_was_sent_twice()
    {
        TcpScript script = TcpScript.Established(synOptions: Syn, timestamps: "TS val 1010 ecr 0", roundTrip: 0);
        script.Write(100);
        script.DropSent();
        script.Advance(3000);
        script.DropSent();
        script.Write(0);
        Assert.True(script.Connection.Rtt.Backoff > 0);
        uint echo = script.Connection.Options.Clock(script.Machine.Now);
        script.Advance(100);
        script.Inject($". 1:1(0) ack 101 <TS val 1020 ecr {echo}>");
        Assert.Equal(0, script.Connection.Rtt.Backoff);
        Assert.InRange(script.Connection.Rtt.Smoothed.Milliseconds, 12, 15);
    }

    [Fact]
    public void Shift_of_more_than_14_counts_as_14()
    {
        var script = new TcpScript();
        script.Connect();
        script.Expect("S 0:0(0)");
        script.Inject("S. 0:0(0) ack 1 win 10 <mss 1460,wscale 20>");
        Assert.Equal(14, script.Connection.Options.SendScale);
        Assert.Equal(10u, script.Connection.Send.Window);
    }
}
