namespace System.Runtime.CompilerServices;

/// <summary>What the C# compiler may assume of the runtime.</summary>
public static class RuntimeFeature
{
    /// <summary>References as fields of ref structs.</summary>
    public const string ByRefFields = nameof(ByRefFields);

    /// <summary>Ref structs as type arguments.</summary>
    public const string ByRefLikeGenerics = nameof(ByRefLikeGenerics);

    /// <summary>Bodies in interfaces.</summary>
    public const string DefaultImplementationsOfInterfaces = nameof(DefaultImplementationsOfInterfaces);

    /// <summary><c>nint</c> is <c>IntPtr</c>.</summary>
    public const string NumericIntPtr = nameof(NumericIntPtr);

    /// <summary>The calling convention of unmanaged function pointers.</summary>
    public const string UnmanagedSignatureCallingConvention = nameof(UnmanagedSignatureCallingConvention);

    /// <summary>Static abstract members of interfaces.</summary>
    public const string VirtualStaticsInInterfaces = nameof(VirtualStaticsInInterfaces);
}
