using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>What a virtio network card interrupts for: frames have come or gone, or its configuration has changed.</summary>
internal readonly struct VirtioNetworkInterrupt<TTransport> : IInterruptHandler
    where TTransport : struct, IVirtioTransport
{
    private static InterruptOnceCell<TTransport> s_transport;

    /// <summary>Starts the card behind a transport; false when it cannot be used, or one is there already.</summary>
    public static bool TryStart(TTransport transport, ref VirtioNetworkCard<TTransport> card)
    {
        // The handler has to know the transport as it is set up, and before the device begins to interrupt.
        if (!card.TryPrepare<VirtioNetworkInterrupt<TTransport>>(transport, 0) || !s_transport.TrySet(card.Transport))
        {
            return false;
        }

        card.Start();
        return true;
    }

    /// <inheritdoc/>
    public static void OnInterrupt(nuint argument)
    {
        if (s_transport.TryGet(out TTransport transport))
        {
            NetworkCards.OnInterrupt(transport.AcknowledgeInterrupt() || argument == VirtioInterrupt.Configuration);
        }
    }
}
