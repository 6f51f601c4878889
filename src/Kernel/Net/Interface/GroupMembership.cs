namespace Hermit.Net;

/// <summary>A group that an interface listens to.</summary>
internal struct GroupMembership
{
    /// <summary>The group.</summary>
    public IpAddress Group;

    /// <summary>When the next report is sent.</summary>
    public Instant NextReport;

    /// <summary>How many sockets, and addresses of ours, want it.</summary>
    public ushort Users;

    /// <summary>How many unasked reports are still to be sent (RFC 3376, section 8.11; RFC 3810, section 9.1).</summary>
    public byte ReportsLeft;

    /// <summary>The interface; 0 for an entry that is free.</summary>
    public byte Interface;

    /// <summary>Whether the next report answers a query, rather than telling of a change.</summary>
    public bool Asked;
}
