using System;

namespace Hermit;

/// <summary>What ends a kernel whose invariant is broken.</summary>
public interface IPanicHandler
{
    /// <summary>Reports the message and stops the machine. Takes no lock, for the holder may be the one that panics. Does not return.</summary>
    static abstract void OnPanic(ReadOnlySpan<char> message);
}
