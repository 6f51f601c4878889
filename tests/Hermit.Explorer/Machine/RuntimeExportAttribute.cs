namespace System.Runtime;

/// <summary>What the kernel's compiler knows; means nothing here.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeExportAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
