using System;

namespace Hermit.Net;

/// <summary>
/// The congestion window: slow start and congestion avoidance (RFC 5681, 3.1) in the shape of CUBIC (RFC 9438) or Reno, the initial window of RFC 6928,
/// and what loss, timeout, idleness and marks of congestion do to it. In bytes.
/// </summary>
internal struct CongestionControl
{
    // No window beyond what the largest window scale can use.
    private const uint Largest = 1u << 30;

    private CubicState _cubic;
    private ulong _credit;

    /// <summary>How many bytes may be under way.</summary>
    public uint Window;

    /// <summary>Above this, growth is careful: ssthresh.</summary>
    public uint SlowStartThreshold;

    /// <summary>How it grows and shrinks.</summary>
    public CongestionAlgorithm Algorithm;

    /// <summary>Whether the window grows by what is acknowledged.</summary>
    public readonly bool InSlowStart => Window < SlowStartThreshold;

    /// <summary>The initial window: ten segments, less if they are large (RFC 6928, 2).</summary>
    public static uint InitialWindow(uint segment) => Math.Min(10 * segment, Math.Max(2 * segment, 14_600));

    /// <summary>Starts with the initial window, or with one segment if the SYN was lost (RFC 5681, 3.1).</summary>
    public void Start(uint segment, bool lostSyn)
    {
        Window = lostSyn ? segment : InitialWindow(segment);
        SlowStartThreshold = Largest;
        _credit = 0;
    }

    /// <summary>Grows: <paramref name="acknowledged"/> bytes were delivered while the window was the limit.</summary>
    public void OnAcknowledged(uint acknowledged, uint segment, Instant now, Duration roundTrip)
    {
        if (InSlowStart)
        {
            uint grown = Math.Min(Math.Min(Window + acknowledged, SlowStartThreshold), Largest);
            acknowledged -= Math.Min(acknowledged, grown - Window);
            Window = grown;
            if (acknowledged == 0)
            {
                return;
            }
        }

        ulong gain = segment;
        if (Algorithm == CongestionAlgorithm.Cubic)
        {
            uint target = _cubic.Target(Window, acknowledged, segment, now, roundTrip, out bool atOnce);
            if (atOnce)
            {
                Window = Math.Min(target, Largest);
                return;
            }

            gain = target - Window;
        }

        _credit += gain * acknowledged;
        if (_credit >= Window)
        {
            uint step = (uint)Math.Min(_credit / Window, Window);
            _credit %= Window;
            Window = Math.Min(Window + step, Largest);
        }
    }

    /// <summary>What was acknowledged was not limited by the window: the curve starts anew when it is again (RFC 9438, 5.8).</summary>
    public void OnNotLimiting() => _cubic.Restart();

    /// <summary>Loss was found, or congestion marked: lowers the threshold. <paramref name="flight"/> is what was under way.</summary>
    public void OnCongestion(uint flight, uint segment)
    {
        if (Algorithm == CongestionAlgorithm.Cubic)
        {
            _cubic.OnReduction(Window);
            // What is under way is whole segments: less than one short of the window is all of it.
            uint used = flight + segment > Window ? Window : flight;
            SlowStartThreshold = Math.Max((uint)((ulong)used * 7 / 10), 2 * segment);
        }
        else
        {
            SlowStartThreshold = Math.Max(flight / 2, 2 * segment);
        }

        _credit = 0;
    }

    /// <summary>The retransmission timer expired: one segment (RFC 5681, 3.1). The threshold is lowered once for a loss, however often the timer expires.</summary>
    public void OnTimeout(uint flight, uint segment, bool first)
    {
        if (first)
        {
            OnCongestion(flight, segment);
        }

        _cubic.Restart();
        Window = segment;
        _credit = 0;
    }

    /// <summary>Nothing was sent for longer than a timeout: the path may have changed (RFC 5681, 4.1).</summary>
    public void OnIdle(uint segment)
    {
        uint restart = InitialWindow(segment);
        if (Window > restart)
        {
            SlowStartThreshold = Math.Max(SlowStartThreshold, Window - (Window >> 2));
            Window = restart;
            _cubic.Restart();
        }
    }
}
