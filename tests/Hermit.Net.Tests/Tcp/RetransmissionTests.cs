using Xunit;

using Hermit.Abi;

namespace Hermit.Net.Tests;

/// <summary>The retransmission timer: RFC 6298; what a timeout does to the window: RFC 5681, 3.1. The peer does no selective acknowledgement here.</summary>
public class RetransmissionTests
{
    private const string Plain = "mss 1000";

    [Fact]
    public void Retransmits_after_RTO_when_ACK_is_lost()
    {
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(500);
        script.Expect("P. 1:501(500) ack 1");
        script.ExpectAfter(200, 201, "P. 1:501(500) ack 1");
        script.Inject(". 1:1(0) ack 501");
        script.Advance(10_000);
        script.ExpectNothing();
    }

    [Fact]
    public void Timeout_doubles_until_something_is_measured_again()
    {
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(500);
        script.Expect("P. 1:501(500) ack 1");
        script.ExpectAfter(200, 202, "P. 1:501(500) ack 1");
        script.ExpectAfter(400, 402, "P. 1:501(500) ack 1");
        script.ExpectAfter(800, 802, "P. 1:501(500) ack 1");
        script.Inject(". 1:1(0) ack 501");

        // Karn: what was sent more than once measures nothing, and the doubled timeout stays.
        script.Write(500);
        script.Expect("P. 501:1001(500) ack 1");
        script.Advance(100);
        script.Inject(". 1:1(0) ack 1001");
        script.Write(500);
        script.Expect("P. 1001:1501(500) ack 1");
        script.ExpectAfter(210, 420, "P. 1001:1501(500) ack 1");
    }

    [Fact]
    public void Smoothed_round_trip_and_variation_follow_the_formulas()
    {
        RttEstimator rtt = default;
        Instant now = Instant.FromNanoseconds(1);
        Assert.Equal(1000, rtt.Timeout.Milliseconds);
        rtt.OnSample(Duration.FromMilliseconds(400), now);
        Assert.Equal(400, rtt.Smoothed.Milliseconds);
        Assert.Equal(200, rtt.Variation.Milliseconds);
        Assert.Equal(1200, rtt.Timeout.Milliseconds);
        rtt.OnSample(Duration.FromMilliseconds(800), now);

        // RTTVAR = 3/4 * 200 + 1/4 * |400 - 800|, SRTT = 7/8 * 400 + 1/8 * 800.
        Assert.Equal(250, rtt.Variation.Milliseconds);
        Assert.Equal(450, rtt.Smoothed.Milliseconds);
        Assert.Equal(1450, rtt.Timeout.Milliseconds);
        rtt.BackOff();
        Assert.Equal(2900, rtt.Timeout.Milliseconds);
        for (int i = 0; i < 40; i++)
        {
            rtt.BackOff();
        }

        Assert.Equal(120_000, rtt.Timeout.Milliseconds);
    }

    [Fact]
    public void Acknowledgement_of_new_data_restarts_the_timer()
    {
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(2000);
        script.Expect(". 1:1001(1000) ack 1");
        script.Expect(". 1001:2001(1000) ack 1");
        script.Advance(150);
        script.Inject(". 1:1(0) ack 1001");
        script.ExpectAfter(200, 700, ". 1001:2001(1000) ack 1");
    }

    [Fact]
    public void Timeout_leaves_a_window_of_one_segment()
    {
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(10_000);
        for (int i = 0; i < 10; i++)
        {
            script.Expect($". {1 + (1000 * i)}:{1001 + (1000 * i)}(1000) ack 1");
        }

        script.ExpectAfter(200, 202, ". 1:1001(1000) ack 1");
        script.ExpectNothing();
        Assert.Equal(1000u, script.Connection.Congestion.Window);
        Assert.Equal(7000u, script.Connection.Congestion.SlowStartThreshold);

        // Slow start: two for each acknowledgement.
        script.Inject(". 1:1(0) ack 1001");
        script.Expect(". 1001:2001(1000) ack 1");
        script.Expect(". 2001:3001(1000) ack 1");
        script.ExpectNothing();
        script.Inject(". 1:1(0) ack 2001");
        script.Expect(". 3001:4001(1000) ack 1");
        script.Expect(". 4001:5001(1000) ack 1");
    }

    [Fact]
    public void Second_timeout_of_the_same_loss_does_not_lower_the_threshold_again()
    {
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(10_000);
        script.DropSent();
        script.Advance(202);
        script.Advance(402);
        Assert.Equal(7000u, script.Connection.Congestion.SlowStartThreshold);
    }

    [Fact]
    public void Gives_up_in_the_end()
    {
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(500);
        script.Advance(1_500_000);
        Assert.Equal(16, script.Machine.Sent.Count);
        Assert.Equal(TcpState.Closed, script.State);
        script.ExpectError(SystemError.TimedOut);
    }

    [Fact]
    public void User_timeout_gives_up_earlier()
    {
        TcpSettings settings = TcpSettings.Default;
        settings.UserTimeout = Duration.FromSeconds(3);
        TcpScript script = TcpScript.Established(settings, Plain);
        script.Write(500);
        script.Advance(10_000);
        Assert.Equal(TcpState.Closed, script.State);
        script.ExpectError(SystemError.TimedOut);
    }

    [Fact]
    public void Three_duplicate_acknowledgements_retransmit_at_once()
    {
        // RFC 5681, 3.2; RFC 6582.
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(8000);
        script.DropSent();
        script.Inject(". 1:1(0) ack 1");
        script.Inject(". 1:1(0) ack 1");
        script.ExpectNothing();
        script.Inject(". 1:1(0) ack 1");
        script.Expect(". 1:1001(1000) ack 1");
        script.ExpectNothing();
        Assert.Equal(RecoveryPhase.Reducing, script.Connection.Recovery.Phase);
    }

    [Fact]
    public void Partial_acknowledgement_retransmits_the_next_hole()
    {
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(8000);
        script.DropSent();
        for (int i = 0; i < 3; i++)
        {
            script.Inject(". 1:1(0) ack 1");
        }

        script.Expect(". 1:1001(1000) ack 1");
        script.Inject(". 1:1(0) ack 3001");
        script.Expect(". 3001:4001(1000) ack 1");
        Assert.Equal(RecoveryPhase.Reducing, script.Connection.Recovery.Phase);
        script.Inject(". 1:1(0) ack 8001");
        Assert.Equal(RecoveryPhase.Open, script.Connection.Recovery.Phase);
        Assert.Equal(script.Connection.Congestion.SlowStartThreshold, script.Connection.Congestion.Window);
    }

    [Fact]
    public void Duplicates_after_a_timeout_do_not_start_recovery_again()
    {
        // RFC 6582, 4.1: what a timeout sends again makes duplicates.
        TcpScript script = TcpScript.Established(synOptions: Plain);
        script.Write(6000);
        script.DropSent();
        script.Advance(202);
        script.Expect(". 1:1001(1000) ack 1");
        for (int i = 0; i < 4; i++)
        {
            script.Inject(". 1:1(0) ack 1");
        }

        Assert.Equal(RecoveryPhase.Loss, script.Connection.Recovery.Phase);
        Assert.Equal(0ul, script.Machine.Sockets.Counters.FastRecoveries);
    }

    [Fact]
    public void Idle_connection_starts_slowly_again()
    {
        // RFC 5681, 4.1.
        TcpScript script = TcpScript.Established(synOptions: Plain);
        for (int i = 0, at = 1; i < 2; i++)
        {
            int count = (int)script.Connection.Congestion.Window / 1000 * 1000;
            script.Write(count);
            script.DropSent();
            at += count;
            script.Inject($". 1:1(0) ack {at}");
        }

        Assert.True(script.Connection.Congestion.Window > 20_000);
        script.Advance(5000);
        script.Write(60_000);
        Assert.Equal(10, script.Machine.Sent.Count);
    }
}
