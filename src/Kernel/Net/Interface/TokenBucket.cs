namespace Hermit.Net;

/// <summary>How often something may happen: so many times at once, and then once in an interval.</summary>
internal struct TokenBucket
{
    private readonly Duration _interval;
    private readonly int _burst;
    private Instant _fullAt;

    /// <summary>A bucket that is full.</summary>
    public TokenBucket(int burst, Duration interval)
    {
        _burst = burst;
        _interval = interval;
        _fullAt = default;
    }

    /// <summary>Takes a token; <see langword="false"/> if there is none.</summary>
    public bool TryTake(Instant now)
    {
        // The bucket is kept as the moment at which it will be full again.
        Instant fullAt = Instant.Max(_fullAt, now) + _interval;
        if (fullAt - now > _interval * _burst)
        {
            return false;
        }

        _fullAt = fullAt;
        return true;
    }
}
