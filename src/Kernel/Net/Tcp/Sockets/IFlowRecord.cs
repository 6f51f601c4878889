using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Something that is found by its flow.</summary>
internal interface IFlowRecord<T>
    where T : unmanaged
{
    /// <summary>The hash of the flow.</summary>
    uint FlowHash { get; }

    /// <summary>The next one in the same bucket.</summary>
    Handle<T> NextInBucket { get; set; }

    /// <summary>Whether it is of this flow.</summary>
    bool IsOf(in TcpFlow flow);
}
