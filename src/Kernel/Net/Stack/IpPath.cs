namespace Hermit.Net;

/// <summary>Which way packets to a destination go.</summary>
public struct IpPath
{
    /// <summary>The address to send from.</summary>
    public IpAddress Source;

    /// <summary>The destination.</summary>
    public IpAddress Destination;

    /// <summary>The station on the link that gets the packets: the destination or a router.</summary>
    public IpAddress NextHop;

    /// <summary>That station's link-layer address, if it need not be found out; otherwise zero.</summary>
    public MacAddress Hardware;

    /// <summary>The longest packet that gets there, as far as is known.</summary>
    public int Mtu;

    /// <summary>The number of the interface.</summary>
    public byte Interface;

    /// <summary>Whether the packets do not leave the machine.</summary>
    public bool IsLocal;

    /// <summary>Whether whoever sends the packets completes their transport checksums.</summary>
    public bool CompletesChecksums;

    /// <summary>The longest TCP segment that may be sent in one piece, to be cut by the device, headers of IP and TCP included; 0 if it cuts none.</summary>
    public int Segmentation;
}
