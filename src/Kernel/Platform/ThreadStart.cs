using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>What a thread of the program's is to run.</summary>
internal struct ThreadStart
{
    /// <summary>The function.</summary>
    public ProgramFunction<nint, nint> Entry;

    /// <summary>What it is given.</summary>
    public nint Argument;
}
