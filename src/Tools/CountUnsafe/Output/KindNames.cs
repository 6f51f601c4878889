using Hermit.Analyzers;

namespace Hermit.CountUnsafe.Output;

/// <summary>How kinds of unsafe expressions are shown and stored.</summary>
internal static class KindNames
{
    /// <summary>For people.</summary>
    public static string Of(UnsafeKind kind) => kind switch
    {
        UnsafeKind.Dereference => "dereference",
        UnsafeKind.PointerArithmetic => "pointer arithmetic",
        UnsafeKind.PointerConversion => "pointer conversion",
        UnsafeKind.AddressOf => "address of a variable",
        UnsafeKind.MethodAddress => "address of a method",
        UnsafeKind.FunctionPointerCall => "function pointer call",
        UnsafeKind.PointerCall => "call with a pointer",
        UnsafeKind.UnsafeClass => "Unsafe.*",
        UnsafeKind.MemoryMarshal => "MemoryMarshal.*",
        UnsafeKind.Marshal => "Marshal.*, NativeMemory.*",
        UnsafeKind.ExternCall => "extern call",
        UnsafeKind.RequiresUnsafe => "[RequiresUnsafe] member",
        UnsafeKind.OtherTrusted => "other trusted call",
        UnsafeKind.StackAlloc => "stackalloc",
        UnsafeKind.Fixed => "fixed",
        UnsafeKind.FixedBuffer => "fixed-size buffer",
        UnsafeKind.SkipLocalsInit => "SkipLocalsInit",
        UnsafeKind.OverlappingReferences => "overlapping references",
        UnsafeKind.Trust => "claim of trust",
        _ => kind.ToString(),
    };

    /// <summary>For JSON: the member's name in camel case.</summary>
    public static string Key(UnsafeKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
