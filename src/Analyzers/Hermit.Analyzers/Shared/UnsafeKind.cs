namespace Hermit.Analyzers;

/// <summary>What an unsafe expression does that the compiler cannot check.</summary>
internal enum UnsafeKind
{
    /// <summary>Not unsafe.</summary>
    None,

    /// <summary>Reads or writes through a pointer: <c>*p</c>, <c>p-&gt;X</c>, <c>p[i]</c>.</summary>
    Dereference,

    /// <summary>Moves or subtracts pointers: <c>p + 1</c>, <c>p++</c>, <c>p - q</c>.</summary>
    PointerArithmetic,

    /// <summary>Turns an address into a pointer, or one pointer type into another.</summary>
    PointerConversion,

    /// <summary>Takes the address of a variable.</summary>
    AddressOf,

    /// <summary>Takes the address of a method.</summary>
    MethodAddress,

    /// <summary>Calls through a function pointer.</summary>
    FunctionPointerCall,

    /// <summary>Calls a member that has a pointer in its signature.</summary>
    PointerCall,

    /// <summary>Calls a member of <c>System.Runtime.CompilerServices.Unsafe</c>.</summary>
    UnsafeClass,

    /// <summary>Calls a member of <c>System.Runtime.InteropServices.MemoryMarshal</c>.</summary>
    MemoryMarshal,

    /// <summary>Calls a member of <c>System.Runtime.InteropServices.Marshal</c> or <c>NativeMemory</c>.</summary>
    Marshal,

    /// <summary>Calls an external method.</summary>
    ExternCall,

    /// <summary>Uses a member marked <c>RequiresUnsafe</c>.</summary>
    RequiresUnsafe,

    /// <summary>Calls another library member that is trusted blindly (vector loads, uninitialised objects, handles from integers).</summary>
    OtherTrusted,

    /// <summary><c>stackalloc</c> to a pointer, or of memory that is not cleared.</summary>
    StackAlloc,

    /// <summary>Pins a variable with <c>fixed</c>.</summary>
    Fixed,

    /// <summary>Uses a fixed-size buffer, which has no bounds check.</summary>
    FixedBuffer,

    /// <summary>Leaves locals uninitialised: <c>[SkipLocalsInit]</c>.</summary>
    SkipLocalsInit,

    /// <summary>Lays reference fields of different types over each other.</summary>
    OverlappingReferences,

    /// <summary>Implements an interface or carries an attribute that soundness relies on: one marked <c>Trusted</c>.</summary>
    Trust,
}
