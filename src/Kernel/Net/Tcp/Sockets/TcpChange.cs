namespace Hermit.Net;

/// <summary>What has changed for the owner of a socket.</summary>
internal struct TcpChange
{
    /// <summary>What the owner calls the socket.</summary>
    public ulong Owner;

    /// <summary>What it has become ready for since its owner was told last.</summary>
    public Readiness Events;
}
