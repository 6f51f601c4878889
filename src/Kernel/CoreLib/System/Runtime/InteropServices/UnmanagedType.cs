namespace System.Runtime.InteropServices;

/// <summary>Known to the compiler.</summary>
public enum UnmanagedType
{
    /// <summary>A 4-byte truth value.</summary>
    Bool = 2,
}
