namespace Hermit.Net;

/// <summary>Moves frames between a device and the stack: what a driver's thread does when it is woken.</summary>
public static class DevicePump
{
    /// <summary>How many frames are received before the stack looks at them: enough to use its code while it is in the cache.</summary>
    public const int Batch = 64;

    /// <summary>
    /// Receives one batch, lets the stack work, and sends what that leads to. Returns whether there may be more to receive: then call again, else sleep
    /// until the device interrupts or <paramref name="deadline"/>.
    /// </summary>
    public static bool Run<TDevice>(ref NetworkStack stack, ref TDevice device, int interfaceIndex, Instant now, out Instant deadline)
        where TDevice : struct, INetworkDevice
    {
        stack.SetLink(interfaceIndex, device.IsLinkUp, now);
        var received = default(PacketQueue);
        int count = device.Receive(ref stack.Packets, ref received, Batch, now);
        stack.Receive(interfaceIndex, ref received, now);
        deadline = stack.Poll(now);
        Transmit(ref stack, ref device, interfaceIndex, now);
        deadline = Instant.Min(deadline, device.NextEvent);
        return count == Batch;
    }

    /// <summary>Sends what the interface has queued, as far as the device has room. To be called after sockets were written to.</summary>
    public static int Transmit<TDevice>(ref NetworkStack stack, ref TDevice device, int interfaceIndex, Instant now)
        where TDevice : struct, INetworkDevice => device.Transmit(ref stack.Packets, ref stack.TransmitQueue(interfaceIndex), now);
}
