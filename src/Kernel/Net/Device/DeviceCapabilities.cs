namespace Hermit.Net;

/// <summary>What a network device is and does by itself.</summary>
public struct DeviceCapabilities
{
    /// <summary>The longest packet that the link takes, its own header not counted, in bytes.</summary>
    public int Mtu;

    /// <summary>The station's address.</summary>
    public MacAddress Address;

    /// <summary>Whether frames are bare IP packets that come back: the loopback.</summary>
    public bool IsLoopback;

    /// <summary>Whether the device completes transport checksums of what it sends (<see cref="PacketFlags.PartialChecksum"/>).</summary>
    public bool CompletesChecksums;

    /// <summary>The longest TCP segment over IPv4, headers included, that the device cuts by itself; 0 if it does not.</summary>
    public int SegmentationV4;

    /// <summary>The longest TCP segment over IPv6, headers included, that the device cuts by itself; 0 if it does not.</summary>
    public int SegmentationV6;
}
