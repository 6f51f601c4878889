namespace Hermit.Net;

/// <summary>The round-trip time and the retransmission timeout that follows from it: RFC 6298; and the minimum that RACK measures against (RFC 8985, 6.2).</summary>
internal struct RttEstimator
{
    /// <summary>The timeout while nothing was measured (RFC 6298, 2.1), in milliseconds.</summary>
    public const int InitialTimeout = 1000;

    /// <summary>The timeout after a SYN had to be sent twice (RFC 6298, 5.7), in milliseconds.</summary>
    public const int TimeoutAfterLostSyn = 3000;

    /// <summary>The shortest timeout, in milliseconds. RFC 6298 would have a second; like most stacks we trust delayed acknowledgements to be faster.</summary>
    public const int MinimumTimeout = 200;

    /// <summary>The longest timeout, in milliseconds (RFC 6298, 2.5: at least 60 seconds).</summary>
    public const int MaximumTimeout = 120_000;

    // How long a minimum is remembered: paths change.
    private const int MinimumLifetime = 300;

    private Instant _minimumSince;
    private byte _backoff;

    /// <summary>The smoothed round-trip time; zero while nothing was measured.</summary>
    public Duration Smoothed;

    /// <summary>How much it varies.</summary>
    public Duration Variation;

    /// <summary>The shortest round-trip time of the last minutes; zero while nothing was measured.</summary>
    public Duration Minimum;

    private Duration _timeout;

    /// <summary>Whether a round trip was measured.</summary>
    public readonly bool HasSample => Smoothed > Duration.Zero;

    /// <summary>How often the timeout was doubled in a row.</summary>
    public readonly int Backoff => _backoff;

    /// <summary>The retransmission timeout, backed off.</summary>
    public readonly Duration Timeout
    {
        get
        {
            Duration timeout = _timeout.Nanoseconds == 0 ? Duration.FromMilliseconds(InitialTimeout) : _timeout;
            return _backoff == 0 ? timeout : Duration.Min(timeout * (1L << _backoff), Duration.FromMilliseconds(MaximumTimeout));
        }
    }

    /// <summary>Takes a measurement in (RFC 6298, 2.2 and 2.3). A segment that was sent twice must not be measured (Karn's rule).</summary>
    public void OnSample(Duration sample, Instant now)
    {
        sample = Duration.Max(sample, Duration.FromMicroseconds(1));
        if (!HasSample)
        {
            Smoothed = sample;
            Variation = sample / 2;
        }
        else
        {
            long error = sample.Nanoseconds - Smoothed.Nanoseconds;
            long distance = error < 0 ? -error : error;
            Variation = Duration.FromNanoseconds(Variation.Nanoseconds + ((distance - Variation.Nanoseconds) >> 2));
            Smoothed = Duration.FromNanoseconds(Smoothed.Nanoseconds + (error >> 3));
        }

        _timeout = Duration.Min(
            Smoothed + Duration.Max(Variation * 4, Duration.FromMilliseconds(MinimumTimeout)),
            Duration.FromMilliseconds(MaximumTimeout));
        _backoff = 0;
        if (Minimum <= Duration.Zero || sample <= Minimum || now - _minimumSince > Duration.FromSeconds(MinimumLifetime))
        {
            Minimum = sample;
            _minimumSince = now;
        }
    }

    /// <summary>Doubles the timeout (RFC 6298, 5.5).</summary>
    public void BackOff()
    {
        if (_backoff < 16)
        {
            _backoff++;
        }
    }

    /// <summary>Ends the doubling: something was acknowledged that was sent after the last timeout.</summary>
    public void ResetBackoff() => _backoff = 0;

    /// <summary>Starts over with the timeout that RFC 6298, 5.7 asks for when the SYN was sent more than once.</summary>
    public void OnLostSyn()
    {
        _timeout = Duration.FromMilliseconds(TimeoutAfterLostSyn);
        _backoff = 0;
    }
}
