namespace System.Runtime.InteropServices;

/// <summary>The method is a symbol of a native library.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DllImportAttribute : Attribute
{
    /// <summary>The name of the symbol.</summary>
    public string? EntryPoint;

    /// <summary>Known to the compiler.</summary>
    public bool ExactSpelling;

    /// <summary>Binds the method to <paramref name="dllName"/>.</summary>
    public DllImportAttribute(string dllName)
    {
    }
}
