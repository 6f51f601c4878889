using Hermit.Memory;

namespace Hermit.Net;

/// <summary>One kind of record that is asked for a query's current name, and the message that is under way for it.</summary>
internal struct DnsAttempt
{
    /// <summary>The socket that waits for the answer: a new one, with a new port, for each message.</summary>
    public Handle<DatagramSocket> Socket;

    /// <summary>The connection that the answer is fetched by if it does not fit a datagram.</summary>
    public Handle<TcpConnection> Stream;

    /// <summary>When the answer is late.</summary>
    public Instant Deadline;

    /// <summary>What is asked for.</summary>
    public DnsType Type;

    /// <summary>The number of the message.</summary>
    public ushort Identifier;

    /// <summary>How many messages were sent.</summary>
    public byte Sent;

    /// <summary>Whether it is asked for at all.</summary>
    public bool IsWanted;

    /// <summary>Whether it is settled.</summary>
    public bool IsDone;

    /// <summary>Whether it is settled because nobody answered.</summary>
    public bool HasFailed;

    /// <summary>Whether the question was sent on the connection.</summary>
    public bool IsAsked;
}
