using System.Runtime.InteropServices;

namespace Hermit.Unwinding;

/// <summary>One exception handling clause. The layout is that of <c>System.Runtime.EH.RhEHClause</c> of .NET 10.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct ExceptionClause
{
    /// <summary>What the clause does.</summary>
    [FieldOffset(0)]
    public ExceptionClauseKind Kind;

    /// <summary>Where the protected region starts, in bytes from the method's start.</summary>
    [FieldOffset(4)]
    public uint TryStart;

    /// <summary>Where the protected region ends, in bytes from the method's start.</summary>
    [FieldOffset(8)]
    public uint TryEnd;

    /// <summary>The address of the filter; 0 unless the clause has one.</summary>
    [FieldOffset(16)]
    public ulong Filter;

    /// <summary>The address of the handler.</summary>
    [FieldOffset(24)]
    public ulong Handler;

    /// <summary>The address of the type's MethodTable; 0 unless the clause is typed.</summary>
    [FieldOffset(32)]
    public ulong Type;
}
