using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>How a virtio device is reached (virtio 1.2, chapter 4): by PCI, or by registers alone.</summary>
internal interface IVirtioTransport
{
    /// <summary>What the device is (chapter 5).</summary>
    VirtioKind Kind { get; }

    /// <summary>The status (2.1). Writing zero resets.</summary>
    VirtioStatus Status { get; set; }

    /// <summary>What the device offers.</summary>
    VirtioFeatures ReadFeatures();

    /// <summary>What the driver takes of it.</summary>
    void WriteFeatures(VirtioFeatures features);

    /// <summary>How many descriptors a queue can have; 0 when there is no such queue.</summary>
    int MaximumQueueSize(int queue);

    /// <summary>Lets the device use a queue; its interrupts are those of <see cref="TryEnableInterrupt"/>.</summary>
    void EnableQueue(int queue, in Virtqueue memory);

    /// <summary>Tells the device that a queue has something new.</summary>
    void Notify(int queue);

    /// <summary>Reads a byte of the device's own configuration; 0 behind its end.</summary>
    byte ReadConfiguration(int offset);

    /// <summary>
    /// Lets a handler run for all queues, and for changes of the configuration; <see cref="VirtioInterrupt.Configuration"/> is added to its argument when
    /// it runs for these alone. Before the queues are enabled.
    /// </summary>
    bool TryEnableInterrupt<THandler>(nuint argument)
        where THandler : struct, IInterruptHandler;

    /// <summary>Says that an interrupt has been seen, in its handler. Returns whether the configuration may have changed.</summary>
    bool AcknowledgeInterrupt();
}
