using System;

namespace Hermit.Unwinding;

/// <summary>What a slot holds (coreclr's GcSlotFlags).</summary>
[Flags]
public enum GcSlotFlags : byte
{
    /// <summary>A reference to an object.</summary>
    None = 0,

    /// <summary>A pointer that may lead into an object.</summary>
    Interior = 1,

    /// <summary>The object may not be moved.</summary>
    Pinned = 2,
}
