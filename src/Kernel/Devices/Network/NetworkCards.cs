using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>The network card that was found, until somebody takes it, and the news of its interrupts.</summary>
public static class NetworkCards
{
    private static SpinMutex<Found> s_found;
    private static WaitPoint s_arrived;

    /// <summary>Whether the machine has one.</summary>
    public static bool IsPresent
    {
        get
        {
            using var found = s_found.Lock();
            return found.Value.IsPresent;
        }
    }

    /// <summary>Hands out the card, once.</summary>
    public static bool TryTake(out NetworkCard card)
    {
        using var found = s_found.Lock();
        bool isHere = found.Value.IsPresent && !found.Value.IsTaken;
        found.Value.IsTaken |= isHere;
        card = isHere ? found.Value.Card : default;
        return isHere;
    }

    /// <summary>What <see cref="Wait"/> has to be given: drawn before one looks whether frames have come.</summary>
    public static WaitTicket Ticket() => s_arrived.Ticket();

    /// <summary>Blocks until the card interrupts, <see cref="Wake"/> is called, or the deadline has passed.</summary>
    public static void Wait(WaitTicket ticket, Deadline deadline) => s_arrived.Wait(ticket, deadline);

    /// <summary>Ends the wait. May be called in an interrupt handler.</summary>
    public static void Wake() => s_arrived.WakeAll();

    /// <summary>Starts a card and keeps it; false when it cannot be used, or there is one already.</summary>
    internal static bool TryStart(VirtioMmioTransport transport)
    {
        using var found = s_found.Lock();
        return !found.Value.IsPresent && (found.Value.IsPresent = found.Value.Card.TryStart(transport));
    }

    /// <inheritdoc cref="TryStart(VirtioMmioTransport)"/>
    internal static bool TryStart(VirtioPciTransport transport)
    {
        using var found = s_found.Lock();
        return !found.Value.IsPresent && (found.Value.IsPresent = found.Value.Card.TryStart(transport));
    }

    private struct Found
    {
        public NetworkCard Card;
        public bool IsPresent;
        public bool IsTaken;
    }
}
