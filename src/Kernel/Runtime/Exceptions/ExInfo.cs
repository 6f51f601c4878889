using System.Runtime.InteropServices;
using Hermit.Abi;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The dispatch of one exception, on the stack of the thread that threw it, in the frame of the throw helper. The layout is that
/// of <c>System.Runtime.EH.ExInfo</c> of .NET 10 (10.0.12, Unix); what the dispatcher has in between is its own.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = ExInfoPlaces.ByteCount)]
internal unsafe struct ExInfo
{
    /// <summary>The value of <see cref="Clause"/> while no handler is running.</summary>
    public const uint NoClause = unchecked((uint)AbiConstants.NoClause);

    /// <summary>The pass in which handlers run.</summary>
    public const byte SecondPass = 2;

    /// <summary>The dispatch that was the thread's innermost when this one began; null if there was none.</summary>
    [FieldOffset(ExInfoPlaces.Previous)]
    public ExInfo* Previous;

    /// <summary>The registers of the frame that threw.</summary>
    [FieldOffset(ExInfoPlaces.Context)]
    public UnwindRegisters* Context;

    /// <summary>What raised the exception, and what became of it.</summary>
    [FieldOffset(ExInfoPlaces.Kind)]
    public ExceptionKind Kind;

    /// <summary>1 while a handler is searched, 2 while handlers run.</summary>
    [FieldOffset(ExInfoPlaces.Pass)]
    public byte Pass;

    /// <summary>The index of the clause whose handler is running, or <see cref="NoClause"/>.</summary>
    [FieldOffset(ExInfoPlaces.Clause)]
    public uint Clause;

    /// <summary>Where the dispatch stands.</summary>
    [FieldOffset(ExInfoPlaces.Iterator)]
    public StackFrameIterator Iterator;
}
