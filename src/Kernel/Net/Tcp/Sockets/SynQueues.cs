using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The answered SYN segments by how often they were answered: all in one queue wait equally long.</summary>
[InlineArray(Count)]
internal struct SynQueues
{
    /// <summary>After so many answers without an acknowledgement a SYN is forgotten.</summary>
    public const int Count = 5;

    private RecordQueue<SynRecord> _queue;
}
