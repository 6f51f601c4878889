using Hermit.Memory;

namespace Hermit.Devices.Tests;

/// <summary>A virtio device without a bus, as the tests want it to be.</summary>
internal sealed class FakeBackend(VirtioFeatures offered, int queueSize = 256)
{
    /// <summary>What the driver wrote; a device may say otherwise.</summary>
    public VirtioStatus Status { get; set; }

    /// <summary>How often it was reset.</summary>
    public int Resets { get; private set; }

    /// <summary>What the driver took.</summary>
    public VirtioFeatures Accepted { get; set; }

    /// <summary>What it offers.</summary>
    public VirtioFeatures Offered => offered;

    /// <summary>How many descriptors a queue can have.</summary>
    public int QueueSize => queueSize;

    /// <summary>The configuration of a network card: address, status, pairs of queues, MTU (5.1.4).</summary>
    public byte[] Configuration { get; } = [0x52, 0x54, 0, 1, 2, 3, 1, 0, 1, 0, 0xDC, 5];

    /// <summary>The device's side of the queues.</summary>
    public Dictionary<int, FakeDevice> Queues { get; } = [];

    /// <summary>How often it was notified of each queue.</summary>
    public int[] Notifications { get; } = new int[2];

    /// <summary>Sets the status; nothing is a reset.</summary>
    public void SetStatus(VirtioStatus value)
    {
        Status = value;
        if (value == VirtioStatus.None)
        {
            Resets++;
            Queues.Clear();
        }
    }

    /// <summary>Takes a queue's place in memory.</summary>
    public void Enable(int queue, in Virtqueue memory) => Queues[queue] = new FakeDevice(memory, (Accepted & VirtioFeatures.EventIndex) != 0);
}
