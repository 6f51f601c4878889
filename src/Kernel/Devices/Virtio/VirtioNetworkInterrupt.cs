using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>What a virtio network card interrupts for: frames have come or gone, or its configuration has changed.</summary>
internal readonly struct VirtioNetworkInterrupt<TTransport> : IInterruptHandler
    where TTransport : struct, IVirtioTransport
{
    private static InterruptOnceCell<TTransport> s_transport;

    /// <summary>Starts the card behind a transport; false when it cannot be used, or one is there already.</summary>
    public static bool TryStart(TTransport transport, ref VirtioNetworkCard<TTransport> card) =>
        s_transport.TrySet(transport) && card.TryStart<VirtioNetworkInterrupt<TTransport>>(transport, 0);

    /// <inheritdoc/>
    public static void OnInterrupt(nuint argument)
    {
        if (s_transport.TryGet(out TTransport transport))
        {
            NetworkCards.OnInterrupt(transport.AcknowledgeInterrupt());
        }
    }
}
