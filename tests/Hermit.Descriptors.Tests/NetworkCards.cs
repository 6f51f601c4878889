using Hermit.Scheduling;

namespace Hermit.Devices;

/// <summary>The test's machine has no network card.</summary>
internal static class NetworkCards
{
    private static WaitPoint s_arrived;

    public static bool TryTake(out NetworkCard card)
    {
        card = default;
        return false;
    }

    public static WaitTicket Ticket() => s_arrived.Ticket();

    public static void Wait(WaitTicket ticket, Deadline deadline) => s_arrived.Wait(ticket, deadline);

    public static void Wake() => s_arrived.WakeAll();
}
