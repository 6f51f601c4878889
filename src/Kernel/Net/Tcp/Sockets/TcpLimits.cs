namespace Hermit.Net;

/// <summary>How much of everything there may be.</summary>
public struct TcpLimits
{
    /// <summary>Answered SYN segments whose acknowledgement is waited for; beyond, cookies are given.</summary>
    public int SynRecords;

    /// <summary>Connections in TIME-WAIT; beyond, the oldest is forgotten.</summary>
    public int TimeWaitRecords;

    /// <summary>Connections that are not in TIME-WAIT.</summary>
    public int Connections;

    /// <summary>Resets to strangers, a second.</summary>
    public int ResetsPerSecond;

    /// <summary>What suits a machine of some tens of megabytes and more.</summary>
    public static TcpLimits Default => new() { SynRecords = 1024, TimeWaitRecords = 8192, Connections = 1 << 20, ResetsPerSecond = 1000 };
}
