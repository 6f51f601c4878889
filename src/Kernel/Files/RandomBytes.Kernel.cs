using System;

using Hermit.Machine;

namespace Hermit.Files;

/// <summary>Randomness: what <c>/dev/random</c> reads.</summary>
internal static class RandomBytes
{
    /// <summary>Fills <paramref name="destination"/> with bytes fit for keys; false when the machine has none.</summary>
    public static bool TryFill(Span<byte> destination) => EntropySource.TryFillSecret(destination);

    /// <summary>Fills <paramref name="destination"/> with bytes that nobody relies on being secret.</summary>
    public static void FillNonSecret(Span<byte> destination) => EntropySource.FillNonSecret(destination);
}
