namespace Hermit.Net;

/// <summary>How a question to the resolver stands.</summary>
public enum DnsStatus : byte
{
    /// <summary>It is being asked.</summary>
    Pending = 0,

    /// <summary>There are addresses.</summary>
    Success,

    /// <summary>There is no such name, or it has no addresses of the kind (EAI_NONAME).</summary>
    NoSuchName,

    /// <summary>No server gave an answer in time (EAI_AGAIN).</summary>
    TryAgain,

    /// <summary>No server is known, or none can be reached (EAI_AGAIN).</summary>
    NoServer,

    /// <summary>The text is no name.</summary>
    Invalid,
}
