using System;

namespace Hermit.Devices;

/// <summary>
/// An Ethernet card, as the network layer drives it: one frame after the other, copied out of and into the card's own buffers, so that no device ever
/// writes where anything else is. No call blocks.
/// </summary>
public interface INetworkCard
{
    /// <summary>The station's address, its first byte in the most significant of 48 bits.</summary>
    ulong Address { get; }

    /// <summary>The longest packet that the link takes, its own header not counted.</summary>
    int Mtu { get; }

    /// <summary>Whether there is a carrier, and the card is used: one that broke the rules of its interface is not any more.</summary>
    bool IsLinkUp { get; }

    /// <summary>Whether partial checksums of what is sent are completed.</summary>
    bool CompletesChecksums { get; }

    /// <summary>The longest frame that the card cuts into TCP segments over IPv4; 0 if it does not.</summary>
    int SegmentationV4 { get; }

    /// <summary>The longest frame that the card cuts into TCP segments over IPv6; 0 if it does not.</summary>
    int SegmentationV6 { get; }

    /// <summary>
    /// The oldest frame that has come and was not dropped, or the next part of it (<see cref="FrameOffload.Continues"/>), which is never empty; valid until
    /// <see cref="DropReceived"/>. The parts of a frame come together: false in between says that the card has failed.
    /// </summary>
    bool TryPeekReceived(out ReadOnlySpan<byte> frame, out FrameOffload offload);

    /// <summary>Gives the space of that frame, or part, back to the card, which is told of it by <see cref="Refill"/>.</summary>
    void DropReceived();

    /// <summary>Lets the card use the space that it was given back.</summary>
    void Refill();

    /// <summary>Makes room for a frame of that length; false when there is none now. Then comes <see cref="Append"/>, as often as needed, and <see cref="Send"/>.</summary>
    bool TryBeginSend(int length);

    /// <summary>Copies the next bytes of the frame.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Hands the frame to the card, which is told of it by <see cref="Flush"/>.</summary>
    void Send(in FrameOffload offload);

    /// <summary>Has the card send what it was handed.</summary>
    void Flush();

    /// <summary>Asks for an interrupt at the next frame; true when one has come already.</summary>
    bool EnableReceiveInterrupt();

    /// <summary>Asks for an interrupt when there is room to send again; true when there is already.</summary>
    bool EnableSendInterrupt();
}
