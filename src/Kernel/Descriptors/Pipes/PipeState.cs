using Hermit.Memory;

namespace Hermit.Descriptors;

/// <summary>All pipes, and the memory that their bytes are in.</summary>
internal struct PipeState
{
    /// <summary>The pipes.</summary>
    public Pool<Pipe> Pipes;

    /// <summary>What holds their bytes.</summary>
    public PageStore Pages;
}
