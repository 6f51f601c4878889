using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A local address and port that a socket has.</summary>
internal struct TcpPortBinding
{
    /// <summary>The address and port; an unspecified address stands for all of its family.</summary>
    public IpEndpoint Local;

    /// <summary>Whether <c>::</c> stands for IPv4 addresses too.</summary>
    public bool DualMode;

    /// <summary>Whether others may have the same, as long as none of them listens (<c>SO_REUSEADDR</c>).</summary>
    public bool Reusable;

    /// <summary>Who listens there, if anybody.</summary>
    public ListenerReference Listener;

    /// <summary>The next one in the same bucket.</summary>
    public Handle<TcpPortBinding> Next;

    /// <summary>Whether segments to an address of ours are for this binding.</summary>
    public readonly bool Covers(in IpEndpoint local)
    {
        if (Local.Port != local.Port)
        {
            return false;
        }

        if (!Local.Address.IsUnspecified)
        {
            return Local.Address.Equals(local.Address) && (Local.Zone == 0 || Local.Zone == local.Zone);
        }

        return Local.Address.IsV4 == local.Address.IsV4 || (Local.Address.IsV6 && DualMode);
    }

    /// <summary>Whether some address is covered by both.</summary>
    public readonly bool Overlaps(in TcpPortBinding other) =>
        Covers(other.Local) || other.Covers(Local);
}
