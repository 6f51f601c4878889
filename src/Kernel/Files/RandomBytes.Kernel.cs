using System;

using Hermit.Machine;

namespace Hermit.Files;

/// <summary>What <c>/dev/random</c> reads.</summary>
internal static class RandomBytes
{
    /// <summary>Fills <paramref name="destination"/> with bytes fit for keys; false when the machine has none.</summary>
    public static bool TryFill(Span<byte> destination) => EntropySource.TryFillSecret(destination);
}
