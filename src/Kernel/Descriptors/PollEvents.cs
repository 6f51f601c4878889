using System;

namespace Hermit.Descriptors;

/// <summary>What an object is ready for. The values are those of <c>poll(2)</c>.</summary>
[Flags]
public enum PollEvents : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reading would not wait.</summary>
    Readable = 1,

    /// <summary>Writing would not wait.</summary>
    Writable = 4,

    /// <summary>The object failed, or nobody reads what is written to it. Told whether asked for or not.</summary>
    Error = 8,

    /// <summary>The other side has gone. Told whether asked for or not.</summary>
    HungUp = 16,

    /// <summary>The descriptor is not open. Told whether asked for or not.</summary>
    Invalid = 32,

    /// <summary>The other side writes no more.</summary>
    ReadHungUp = 0x2000,
}
