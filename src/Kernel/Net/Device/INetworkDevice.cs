namespace Hermit.Net;

/// <summary>
/// A device that moves frames. It is a struct that the caller owns, so that a device can wrap another (<see cref="CaptureDevice{TDevice,TSink}"/>,
/// <see cref="FaultDevice{TDevice}"/>) without indirection. No call blocks.
/// </summary>
public interface INetworkDevice
{
    /// <summary>What it is and does. Asked once, when the interface is added.</summary>
    DeviceCapabilities Capabilities { get; }

    /// <summary>Whether frames can be sent: there is a carrier.</summary>
    bool IsLinkUp { get; }

    /// <summary>
    /// When to call again although nothing was reported: for devices that hold frames back. <see cref="Instant.Never"/> if only what arrives or was sent
    /// matters.
    /// </summary>
    Instant NextEvent { get; }

    /// <summary>
    /// Puts frames that have arrived into <paramref name="received"/>, at most <paramref name="limit"/>, in buffers of <paramref name="pool"/>; returns how
    /// many. Lengths that the hardware reports have been checked against the buffers. A frame that is longer than a buffer is a chain.
    /// </summary>
    int Receive(ref PacketPool pool, ref PacketQueue received, int limit, Instant now);

    /// <summary>
    /// Takes frames from <paramref name="queue"/>, as many as it has room for; returns how many. The buffers are freed when the hardware is done with them.
    /// Frames that stay are offered again.
    /// </summary>
    int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now);
}
