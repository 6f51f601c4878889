namespace System.Runtime.InteropServices;

/// <summary>Known to the compiler.</summary>
public enum CharSet
{
    /// <summary>Not given.</summary>
    None = 1,

    /// <summary>One byte a character.</summary>
    Ansi = 2,

    /// <summary>Two bytes a character.</summary>
    Unicode = 3,

    /// <summary>As the platform does.</summary>
    Auto = 4,
}
