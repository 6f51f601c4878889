using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>
/// The longest packets that routers on the way let through (RFC 1191, RFC 8201), where that is less than the link takes. A direct-mapped cache: what is
/// forgotten is found out again.
/// </summary>
internal struct PathMtuCache
{
    /// <summary>The least that every IPv4 path is taken to carry. RFC 791 says 68; less than 552 only serves to make us send many small packets.</summary>
    public const int MinimumV4 = 552;

    /// <summary>The least that every IPv6 path carries (RFC 8200, section 5).</summary>
    public const int MinimumV6 = 1280;

    private const int Capacity = 128;
    private Storage _entries;
    private int _used;

    // RFC 1191, section 6.3, and RFC 8201, section 4: an estimate is raised after ten minutes.
    private static Duration Lifetime => Duration.FromSeconds(600);

    /// <summary>The longest packet to a destination, at most <paramref name="linkMtu"/>.</summary>
    public readonly int Get(IpAddress destination, int linkMtu, SipHash hash, Instant now)
    {
        if (_used == 0)
        {
            return linkMtu;
        }

        ref readonly Entry entry = ref _entries[Slot(destination, hash)];
        return entry.Mtu != 0 && entry.Destination.Equals(destination) && now < entry.Until && entry.Mtu < linkMtu ? entry.Mtu : linkMtu;
    }

    /// <summary>Remembers what a router said; an estimate is only ever lowered. Returns whether it was.</summary>
    public bool Lower(IpAddress destination, int mtu, int current, SipHash hash, Instant now)
    {
        mtu = System.Math.Max(mtu, destination.IsV4 ? MinimumV4 : MinimumV6);
        if (mtu >= current)
        {
            return false;
        }

        ref Entry entry = ref _entries[Slot(destination, hash)];
        _used = 1;
        entry.Destination = destination;
        entry.Mtu = (ushort)mtu;
        entry.Until = now + Lifetime;
        return true;
    }

    private static int Slot(IpAddress destination, SipHash hash) => (int)(hash.ForTable(destination.High, destination.Low) % Capacity);

    private struct Entry
    {
        public IpAddress Destination;
        public Instant Until;
        public ushort Mtu;
    }

    [InlineArray(Capacity)]
    private struct Storage
    {
        private Entry _entry;
    }
}
