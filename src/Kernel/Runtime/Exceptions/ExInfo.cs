using System.Runtime.InteropServices;
using Hermit.Runtime.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The dispatch of one exception, on the stack of the thread that threw it, in the frame of the throw helper. The layout is that
/// of <c>System.Runtime.EH.ExInfo</c> of .NET 10 (10.0.12, Unix); what the dispatcher has in between is its own.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 400)]
internal unsafe struct ExInfo
{
    /// <summary>The value of <see cref="Clause"/> while no handler is running.</summary>
    public const uint NoClause = uint.MaxValue;

    /// <summary>The pass in which handlers run.</summary>
    public const byte SecondPass = 2;

    /// <summary>The dispatch that was the thread's innermost when this one began; null if there was none.</summary>
    [FieldOffset(0)]
    public ExInfo* Previous;

    /// <summary>The registers of the frame that threw.</summary>
    [FieldOffset(8)]
    public UnwindRegisters* Context;

    /// <summary>What raised the exception, and what became of it.</summary>
    [FieldOffset(24)]
    public ExceptionKind Kind;

    /// <summary>1 while a handler is searched, 2 while handlers run.</summary>
    [FieldOffset(25)]
    public byte Pass;

    /// <summary>The index of the clause whose handler is running, or <see cref="NoClause"/>.</summary>
    [FieldOffset(28)]
    public uint Clause;

    /// <summary>Where the dispatch stands.</summary>
    [FieldOffset(32)]
    public StackFrameIterator Iterator;
}
