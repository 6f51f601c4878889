namespace System.Runtime.InteropServices;

/// <summary>The distance of a field from the start of its type, in bytes.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FieldOffsetAttribute : Attribute
{
    /// <summary>The distance of a field from the start of its type, in bytes.</summary>
    public FieldOffsetAttribute(int offset)
    {
    }
}
