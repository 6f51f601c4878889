namespace System.Runtime.CompilerServices;

/// <summary>How a method is compiled.</summary>
[Flags]
public enum MethodImplOptions
{
    /// <summary>Never inlined.</summary>
    NoInlining = 0x0008,

    /// <summary>Not optimised.</summary>
    NoOptimization = 0x0040,

    /// <summary>Inlined where possible.</summary>
    AggressiveInlining = 0x0100,

    /// <summary>Optimised at once.</summary>
    AggressiveOptimization = 0x0200,

    /// <summary>Bound to a symbol by the compiler.</summary>
    InternalCall = 0x1000,
}
