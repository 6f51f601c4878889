using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>
/// The network card that was found, until somebody takes it, and the news of its interrupts. It starts when it is taken: a program without sockets
/// holds no driver.
/// </summary>
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

    /// <summary>Starts the card and hands it out, once; false when there is none, or it cannot be used, which the error console is told.</summary>
    public static bool TryTake(out NetworkCard card)
    {
        card = default;
        Found here;
        using (var found = s_found.Lock())
        {
            if (!found.Value.IsPresent || found.Value.IsTaken)
            {
                return false;
            }

            found.Value.IsTaken = true;
            here = found.Value;
        }

        bool started = here.IsPci ? card.TryStart(here.Pci) : card.TryStart(here.Mmio);
        if (!started)
        {
            SystemConsole.WriteError("hermit: virtio-net cannot be used: it does not speak virtio 1.0\n"u8);
        }

        return started;
    }

    /// <summary>What <see cref="Wait"/> has to be given: drawn before one looks whether frames have come.</summary>
    public static WaitTicket Ticket() => s_arrived.Ticket();

    /// <summary>Blocks until the card interrupts, <see cref="Wake"/> is called, or the deadline has passed.</summary>
    public static void Wait(WaitTicket ticket, Deadline deadline) => s_arrived.Wait(ticket, deadline);

    /// <summary>Ends the wait. May be called in an interrupt handler.</summary>
    public static void Wake() => s_arrived.WakeAll();

    /// <summary>Keeps a card for who wants it; false when there is one already.</summary>
    internal static bool TryKeep(VirtioMmioTransport transport)
    {
        using var found = s_found.Lock();
        if (found.Value.IsPresent)
        {
            return false;
        }

        found.Value.IsPresent = true;
        found.Value.Mmio = transport;
        return true;
    }

    /// <inheritdoc cref="TryKeep(VirtioMmioTransport)"/>
    internal static bool TryKeep(VirtioPciTransport transport)
    {
        using var found = s_found.Lock();
        if (found.Value.IsPresent)
        {
            return false;
        }

        found.Value.IsPresent = true;
        found.Value.IsPci = true;
        found.Value.Pci = transport;
        return true;
    }

    private struct Found
    {
        public VirtioMmioTransport Mmio;
        public VirtioPciTransport Pci;
        public bool IsPci;
        public bool IsPresent;
        public bool IsTaken;
    }
}
