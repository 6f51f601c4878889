using System;

using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>A call of one function of <see cref="IObjectKind"/>: what it is given, and what it answers.</summary>
internal ref struct ObjectRequest
{
    /// <summary>Which function.</summary>
    public readonly ObjectFunction Function;

    /// <summary>The object.</summary>
    public readonly ref readonly OpenObject Target;

    /// <summary>Where to read to.</summary>
    public Span<byte> Destination;

    /// <summary>What to write.</summary>
    public ReadOnlySpan<byte> Source;

    /// <summary>How many bytes were read or written, or are to be written.</summary>
    public int Count;

    /// <summary>The error of reading or writing.</summary>
    public SystemError Error;

    /// <summary>Whether there is room.</summary>
    public bool HasRoom;

    /// <summary>What the object is ready for.</summary>
    public PollEvents Ready;

    /// <summary>The object's queue.</summary>
    public WaitQueue Queue;

    /// <summary>A call that answers nothing yet.</summary>
    public ObjectRequest(ObjectFunction function, ref readonly OpenObject target)
    {
        Function = function;
        Target = ref target;
    }
}
