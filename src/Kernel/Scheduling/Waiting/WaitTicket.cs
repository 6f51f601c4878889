namespace Hermit.Scheduling;

/// <summary>How often a queue had been woken at some moment: a wait with the ticket does not miss a wake-up since then.</summary>
public readonly struct WaitTicket
{
    internal WaitTicket(uint wakes)
    {
        Wakes = wakes;
    }

    internal uint Wakes { get; }
}
