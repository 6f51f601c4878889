using System;

namespace Hermit.Unwinding;

/// <summary>
/// The first byte of the language-specific data that the compiler emits for each function (in .dotnet_eh_table).
/// Read off <c>UnixNativeCodeManager</c> of the 10.0.12 runtime library.
/// </summary>
[Flags]
public enum MethodFlags : byte
{
    /// <summary>A method body.</summary>
    None = 0,

    /// <summary>A catch, finally or fault handler.</summary>
    Handler = 0x01,

    /// <summary>An exception filter.</summary>
    Filter = 0x02,

    /// <summary>The bits that tell a method body from its handlers and filters.</summary>
    FuncletMask = Handler | Filter,

    /// <summary>The method has exception handling clauses.</summary>
    HasClauses = 0x04,

    /// <summary>The method is called from native code (<c>[UnmanagedCallersOnly]</c>).</summary>
    ReversePInvoke = 0x08,

    /// <summary>A pointer to data that goes with the method stands before the pointer to the clauses.</summary>
    HasAssociatedData = 0x10,
}
