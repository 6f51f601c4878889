using System;

namespace Hermit.Platform;

/// <summary>What <c>poll</c> can say of a descriptor: Interop.PollEvents.</summary>
[Flags]
internal enum PollEvents : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reading would not block.</summary>
    Input = 1,

    /// <summary>Writing would not block.</summary>
    Output = 4,

    /// <summary>The descriptor is not open.</summary>
    Invalid = 32,
}
