using Hermit.Machine;
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
    private static AtomicUInt32 s_changed;

    /// <summary>Whether the machine has one.</summary>
    public static bool IsPresent
    {
        get
        {
            using var found = s_found.Lock();
            return found.Value.Kind != NetworkCardKind.None;
        }
    }

    /// <summary>Starts the card and hands it out, once; false when there is none, or it cannot be used, which the error console is told.</summary>
    public static bool TryTake(out NetworkCard card)
    {
        card = default;
        Found here;
        using (var found = s_found.Lock())
        {
            if (found.Value.Kind == NetworkCardKind.None || found.Value.IsTaken)
            {
                return false;
            }

            found.Value.IsTaken = true;
            here = found.Value;
        }

        bool started = here.Kind switch
        {
            NetworkCardKind.VirtioMmio => card.TryStart(here.Mmio),
            NetworkCardKind.VirtioPci => card.TryStart(here.Pci),
            _ => card.TryStart(here.Function),
        };
        if (!started)
        {
            SystemConsole.WriteError(here.Kind == NetworkCardKind.Rtl8139
                ? "hermit: rtl8139 cannot be used: it has no registers in memory, or its interrupt is not connected\n"u8
                : "hermit: virtio-net cannot be used: it does not speak virtio 1.0\n"u8);
        }

        return started;
    }

    /// <summary>What <see cref="Wait"/> has to be given: drawn before one looks whether frames have come.</summary>
    public static WaitTicket Ticket() => s_arrived.Ticket();

    /// <summary>Blocks until the card interrupts, <see cref="Wake"/> is called, or the deadline has passed.</summary>
    public static void Wait(WaitTicket ticket, Deadline deadline) => s_arrived.Wait(ticket, deadline);

    /// <summary>Ends the wait. May be called in an interrupt handler.</summary>
    public static void Wake() => s_arrived.WakeAll();

    /// <summary>The card has interrupted. In the interrupt handler.</summary>
    internal static void OnInterrupt(bool configurationMayHaveChanged)
    {
        if (configurationMayHaveChanged)
        {
            s_changed.Store(1, MemoryOrder.Release);
        }

        Wake();
    }

    /// <summary>Whether the card's configuration may have changed since this was asked last.</summary>
    internal static bool TakeChange() => s_changed.Load(MemoryOrder.Relaxed) != 0 && s_changed.Exchange(0, MemoryOrder.AcquireRelease) != 0;

    /// <summary>Keeps a card for who wants it; false when there is one already.</summary>
    internal static bool TryKeep(VirtioMmioTransport transport) => TryKeep(new Found { Kind = NetworkCardKind.VirtioMmio, Mmio = transport });

    /// <inheritdoc cref="TryKeep(VirtioMmioTransport)"/>
    internal static bool TryKeep(VirtioPciTransport transport) => TryKeep(new Found { Kind = NetworkCardKind.VirtioPci, Pci = transport });

    /// <summary>Keeps an RTL8139, likewise.</summary>
    internal static bool TryKeep(PciFunction function) => TryKeep(new Found { Kind = NetworkCardKind.Rtl8139, Function = function });

    private static bool TryKeep(in Found card)
    {
        using var found = s_found.Lock();
        bool isFirst = found.Value.Kind == NetworkCardKind.None;
        if (isFirst)
        {
            found.Value = card;
        }

        return isFirst;
    }

    // The card, by what its kind says.
    private struct Found
    {
        public VirtioMmioTransport Mmio;
        public VirtioPciTransport Pci;
        public PciFunction Function;
        public NetworkCardKind Kind;
        public bool IsTaken;
    }
}
