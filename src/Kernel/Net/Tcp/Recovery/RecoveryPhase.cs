namespace Hermit.Net;

/// <summary>What loss recovery is doing.</summary>
internal enum RecoveryPhase : byte
{
    /// <summary>Nothing: the window grows.</summary>
    Open,

    /// <summary>Fast recovery, or the reduction that a mark of congestion asks for: the window shrinks in proportion.</summary>
    Reducing,

    /// <summary>The retransmission timer has expired: slow start from one segment.</summary>
    Loss,
}
