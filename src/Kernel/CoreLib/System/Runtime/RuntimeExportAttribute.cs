namespace System.Runtime;

/// <summary>Gives the method a global symbol with the C calling convention.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimeExportAttribute : Attribute
{
    /// <summary>Gives the method a global symbol with the C calling convention.</summary>
    public RuntimeExportAttribute(string entry)
    {
    }
}
