using System;

namespace Hermit.Runtime.Exceptions;

/// <summary>What raised an exception, and what became of it. The values are those of <c>System.Runtime.EH.ExKind</c> of .NET 10.</summary>
[Flags]
internal enum ExceptionKind : byte
{
    /// <summary>A rethrow whose kind is not yet taken over from the first throw.</summary>
    None = 0,

    /// <summary>A <c>throw</c>.</summary>
    Throw = 1,

    /// <summary>A hardware fault.</summary>
    HardwareFault = 2,

    /// <summary>Another exception took over: it left a handler that this one was running.</summary>
    Superseded = 8,
}
