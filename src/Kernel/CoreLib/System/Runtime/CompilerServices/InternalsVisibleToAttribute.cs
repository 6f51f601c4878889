namespace System.Runtime.CompilerServices;

/// <summary>Opens the internals of this assembly to another.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class InternalsVisibleToAttribute : Attribute
{
    /// <summary>Opens the internals of this assembly to another.</summary>
    public InternalsVisibleToAttribute(string assemblyName)
    {
    }
}
