using Hermit.Machine;

namespace Hermit.Devices.Tests;

/// <summary>The driver's way to a <see cref="FakeBackend"/>.</summary>
internal readonly struct FakeTransport(FakeBackend backend) : IVirtioTransport
{
    public VirtioKind Kind => VirtioKind.Network;

    public VirtioStatus Status
    {
        get => backend.Status;
        set => backend.SetStatus(value);
    }

    public VirtioFeatures ReadFeatures() => backend.Offered;

    public void WriteFeatures(VirtioFeatures features) => backend.Accepted = features;

    public int MaximumQueueSize(int queue) => backend.QueueSize;

    public void EnableQueue(int queue, in Virtqueue memory) => backend.Enable(queue, memory);

    public void Notify(int queue) => backend.Notifications[queue]++;

    public byte ReadConfiguration(int offset) => offset < backend.Configuration.Length ? backend.Configuration[offset] : (byte)0;

    public bool TryEnableInterrupt<THandler>(nuint argument)
        where THandler : struct, IInterruptHandler => true;

    public bool AcknowledgeInterrupt() => true;
}
