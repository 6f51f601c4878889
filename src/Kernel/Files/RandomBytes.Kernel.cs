using System;

using Hermit.Machine;

namespace Hermit.Files;

/// <summary>What <c>/dev/random</c> reads.</summary>
internal static class RandomBytes
{
    /// <summary>Fills <paramref name="destination"/> from the machine's entropy source. Does not block.</summary>
    public static void Fill(Span<byte> destination) => EntropySource.Fill(destination);
}
