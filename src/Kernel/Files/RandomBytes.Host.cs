namespace Hermit.Files;

/// <summary>Randomness: what <c>/dev/random</c> reads: on the host, the host's randomness.</summary>
internal static class RandomBytes
{
    /// <summary>Fills <paramref name="destination"/>.</summary>
    public static bool TryFill(Span<byte> destination)
    {
        Random.Shared.NextBytes(destination);
        return true;
    }

    /// <summary>Fills <paramref name="destination"/>.</summary>
    public static void FillNonSecret(Span<byte> destination) => Random.Shared.NextBytes(destination);
}
