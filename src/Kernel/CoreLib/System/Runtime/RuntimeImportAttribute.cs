namespace System.Runtime;

/// <summary>Binds an external method to a symbol.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimeImportAttribute : Attribute
{
    /// <summary>Binds the method to the symbol <paramref name="entry"/>.</summary>
    public RuntimeImportAttribute(string entry)
    {
    }

    /// <summary>Binds the method to the symbol <paramref name="entry"/>; <paramref name="dllName"/> is ignored.</summary>
    public RuntimeImportAttribute(string dllName, string entry)
    {
    }
}
