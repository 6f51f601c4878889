namespace System.Runtime.InteropServices;

/// <summary>How the fields of a type are placed.</summary>
public enum LayoutKind
{
    /// <summary>In the order of declaration.</summary>
    Sequential = 0,

    /// <summary>As each <see cref="FieldOffsetAttribute"/> says.</summary>
    Explicit = 2,

    /// <summary>As the compiler likes.</summary>
    Auto = 3,
}
