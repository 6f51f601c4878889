namespace System.Runtime.InteropServices;

/// <summary>Says how the fields of a type are placed.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class StructLayoutAttribute : Attribute
{
    /// <summary>The alignment, in bytes; 0 for the natural one.</summary>
    public int Pack;

    /// <summary>The size, in bytes; 0 for the natural one.</summary>
    public int Size;

    /// <summary>Known to the compiler.</summary>
    public CharSet CharSet;

    /// <summary>Places the fields as <paramref name="layoutKind"/> says.</summary>
    public StructLayoutAttribute(LayoutKind layoutKind)
    {
    }
}
