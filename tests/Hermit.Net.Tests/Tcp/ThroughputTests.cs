using Xunit;
using Xunit.Abstractions;

namespace Hermit.Net.Tests;

/// <summary>How close bulk transfers come to what the link could do.</summary>
public class ThroughputTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(CongestionAlgorithm.Cubic)]
    [InlineData(CongestionAlgorithm.NewReno)]
    public void One_percent_of_loss_leaves_at_least_what_the_formula_of_Mathis_gives(CongestionAlgorithm algorithm)
    {
        // 100 Mbit/s, 10 ms round trip, 1 % loss: MSS / RTT * sqrt(3/2) / sqrt(p) is what an ideal sender that halves gets (Mathis et al., 1997).
        const double roundTrip = 0.010;
        double ideal = Math.Min(12_500_000, 1448 / roundTrip * Math.Sqrt(1.5 / 0.01));
        double sum = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            var simulation = new Simulation(seed, new LinkFaults { Delay = roundTrip * 500, Rate = 12_500_000, Loss = 0.01, Queue = 200_000 }) { Checked = false };
            Assert.Equal(10_000_000, Bulk.Run(simulation, 10_000_000, algorithm));
            double rate = 10_000_000 / (Bulk.Elapsed.Milliseconds / 1000.0);
            TcpCounters counters = simulation.Client.Sockets.Counters;
            output.WriteLine($"{algorithm}, seed {seed}: {rate / 1e6:0.00} MB/s, {rate / ideal:0.00} of the ideal; {counters.SegmentsRetransmitted} segments again, {counters.FastRecoveries} recoveries, {counters.Timeouts} timeouts, {counters.TailLossProbes} probes");
            sum += rate / ideal;
        }

        Assert.InRange(sum / 5, 0.8, 10);
    }

    [Theory]
    [InlineData(1, 125_000_000)]
    [InlineData(20, 12_500_000)]
    [InlineData(100, 2_500_000)]
    public void Link_without_loss_is_filled(double delay, double rate)
    {
        int bytes = (int)(rate * 3);
        var simulation = new Simulation(1, new LinkFaults { Delay = delay, Rate = rate, Queue = (int)Math.Max(rate * delay / 1000 * 2, 100_000) }) { Checked = false };
        simulation.Client.LargestBurst = 64_000;
        Assert.Equal(bytes, Bulk.Run(simulation, bytes));
        double share = bytes / rate / (Bulk.Elapsed.Microseconds / 1e6);
        TcpCounters counters = simulation.Client.Sockets.Counters;
        output.WriteLine($"{share:0.00} of the link; {counters.SegmentsRetransmitted} segments again, {counters.FastRecoveries} recoveries, {counters.Timeouts} timeouts");
        Assert.InRange(share, 0.6, 1);
    }

    [Fact]
    public void Cubic_comes_back_to_its_plateau_in_time_K()
    {
        // RFC 9438, 4.2: K = cbrt(W_max * (1 - beta) / C) seconds: 100 segments lost to 70 are back after 4.2 s, flat there, whatever the round trip.
        const uint segment = 1000;
        var control = new CongestionControl { Algorithm = CongestionAlgorithm.Cubic };
        control.Start(segment, lostSyn: false);
        control.Window = 100 * segment;
        control.OnCongestion(100 * segment, segment);
        Assert.Equal(70 * segment, control.SlowStartThreshold);
        control.Window = control.SlowStartThreshold;
        Instant start = Instant.FromNanoseconds(1_000_000_000);
        Instant now = start;
        Duration roundTrip = Duration.FromMilliseconds(100);
        while (now < start + Duration.FromMilliseconds(4200))
        {
            now += roundTrip;
            control.OnAcknowledged(control.Window, segment, now, roundTrip);
        }

        Assert.InRange(control.Window, 97 * segment, 101 * segment);
        while (now < start + Duration.FromMilliseconds(8400))
        {
            now += roundTrip;
            control.OnAcknowledged(control.Window, segment, now, roundTrip);
        }

        Assert.InRange(control.Window, 120 * segment, 145 * segment);
    }
}
