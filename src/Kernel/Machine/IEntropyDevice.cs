using System;

namespace Hermit.Machine;

/// <summary>A device that delivers random bytes fit for keys.</summary>
public interface IEntropyDevice
{
    /// <summary>Fills a span, waiting for the device; false when it does not deliver.</summary>
    static abstract bool TryFill(Span<byte> destination);
}
