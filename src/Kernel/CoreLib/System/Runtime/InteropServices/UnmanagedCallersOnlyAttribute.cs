namespace System.Runtime.InteropServices;

/// <summary>The method is entered from unmanaged code.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnmanagedCallersOnlyAttribute : Attribute
{
    /// <summary>The name of the symbol.</summary>
    public string? EntryPoint;

    /// <summary>The calling conventions.</summary>
    public Type[]? CallConvs;
}
