using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>Starting and stopping a virtio device, whatever it is (virtio 1.2, 3.1).</summary>
internal static class VirtioDevice
{
    // How often the status is read while a reset goes on: it is done at once on every virtual machine.
    private const int ResetReads = 100_000;

    /// <summary>Resets the device and agrees on features; false when that fails. Then queues are set up, and <see cref="Start"/> is next.</summary>
    /// <param name="transport">The way to the device.</param>
    /// <param name="wanted">What is taken if it is offered.</param>
    /// <param name="features">What was agreed on.</param>
    /// <param name="dependent">What is taken only if all of <paramref name="basis"/> is.</param>
    /// <param name="basis">What that needs.</param>
    public static bool TryNegotiate<TTransport>(
        ref TTransport transport, VirtioFeatures wanted, out VirtioFeatures features, VirtioFeatures dependent = VirtioFeatures.None, VirtioFeatures basis = VirtioFeatures.None)
        where TTransport : struct, IVirtioTransport
    {
        features = VirtioFeatures.None;
        if (!TryReset(ref transport))
        {
            return false;
        }

        transport.Status = VirtioStatus.Acknowledge;
        transport.Status = VirtioStatus.Acknowledge | VirtioStatus.Driver;
        VirtioFeatures offered = transport.ReadFeatures();
        features = offered & (wanted | VirtioFeatures.Version1);
        features |= (features & basis) == basis ? offered & dependent : VirtioFeatures.None;
        if ((features & VirtioFeatures.Version1) == 0)
        {
            transport.Status = VirtioStatus.Failed;
            return false;
        }

        transport.WriteFeatures(features);
        transport.Status = VirtioStatus.Acknowledge | VirtioStatus.Driver | VirtioStatus.FeaturesOk;
        return (transport.Status & VirtioStatus.FeaturesOk) != 0;
    }

    /// <summary>Makes a queue and lets the device use it; false when there is none of that number, or memory ran out.</summary>
    public static bool TryMakeQueue<TTransport>(ref TTransport transport, int number, int size, VirtioFeatures features, ref Virtqueue queue)
        where TTransport : struct, IVirtioTransport
    {
        int maximum = transport.MaximumQueueSize(number);
        while (size > maximum)
        {
            size >>= 1;
        }

        if (size == 0 || !queue.TryInitialize(size, (features & VirtioFeatures.EventIndex) != 0))
        {
            return false;
        }

        transport.EnableQueue(number, queue);
        return true;
    }

    /// <summary>Lets the device work.</summary>
    public static void Start<TTransport>(ref TTransport transport)
        where TTransport : struct, IVirtioTransport =>
        transport.Status = VirtioStatus.Acknowledge | VirtioStatus.Driver | VirtioStatus.FeaturesOk | VirtioStatus.DriverOk;

    /// <summary>Stops the device for good; false when it does not answer.</summary>
    public static bool TryReset<TTransport>(ref TTransport transport)
        where TTransport : struct, IVirtioTransport
    {
        transport.Status = VirtioStatus.None;
        for (int read = 0; read < ResetReads; read++)
        {
            if (transport.Status == VirtioStatus.None)
            {
                return true;
            }
        }

        return false;
    }
}
