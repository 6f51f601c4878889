using System;

namespace Hermit.Net;

/// <summary>What is known of bytes that were sent.</summary>
[Flags]
internal enum SentFlags : byte
{
    /// <summary>They are under way.</summary>
    None = 0,

    /// <summary>The peer has them, out of order.</summary>
    Sacked = 1,

    /// <summary>They are taken for lost.</summary>
    Lost = 2,

    /// <summary>They were taken for lost and sent again since.</summary>
    Retransmitted = 4,

    /// <summary>They were sent more than once, for whatever reason: no round trip is measured with them.</summary>
    Repeated = 8,
}
