namespace Hermit.Net.Tests;

/// <summary>What a link does to segments. Shares are between 0 and 1.</summary>
internal sealed record LinkFaults
{
    /// <summary>How long a segment takes, in milliseconds.</summary>
    public double Delay { get; init; } = 10;

    /// <summary>How much longer at most, at random: what overtakes is reordered.</summary>
    public double Jitter { get; init; }

    /// <summary>The share that is lost.</summary>
    public double Loss { get; init; }

    /// <summary>The share that comes twice.</summary>
    public double Duplication { get; init; }

    /// <summary>The share that comes much later.</summary>
    public double Straggling { get; init; }

    /// <summary>The rate, in bytes a second; 0 for no limit.</summary>
    public double Rate { get; init; }

    /// <summary>How many bytes wait for the link at most.</summary>
    public int Queue { get; init; } = 1 << 20;

    /// <summary>From how many waiting bytes on packets that can be are marked.</summary>
    public int MarkAbove { get; init; } = int.MaxValue;

    /// <summary>Options that a box in between takes out of SYN segments.</summary>
    public bool StripSack { get; init; }

    /// <inheritdoc cref="StripSack"/>
    public bool StripTimestamps { get; init; }

    /// <inheritdoc cref="StripSack"/>
    public bool StripScale { get; init; }
}
