namespace Hermit.Devices;

/// <summary>A card that nothing arrives at and that takes nothing.</summary>
public struct NetworkCard : INetworkCard
{
    public readonly ulong Address => 0;

    public readonly int Mtu => 1500;

    public readonly bool IsLinkUp => false;

    public readonly bool CompletesChecksums => false;

    public readonly int SegmentationV4 => 0;

    public readonly int SegmentationV6 => 0;

    public readonly bool TryPeekReceived(out ReadOnlySpan<byte> frame, out FrameOffload offload)
    {
        frame = default;
        offload = default;
        return false;
    }

    public readonly void DropReceived() => Assert.Fail("nothing was received");

    public readonly bool TryBeginSend(int length) => false;

    public readonly void Append(ReadOnlySpan<byte> bytes) => Assert.Fail("no frame was begun");

    public readonly void Send(in FrameOffload offload) => Assert.Fail("no frame was begun");

    public readonly void Flush()
    {
    }

    public readonly void Refill()
    {
    }

    public readonly bool EnableReceiveInterrupt() => false;

    public readonly bool EnableSendInterrupt() => false;
}
