namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class OverloadResolutionPriorityAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public OverloadResolutionPriorityAttribute(int priority)
    {
    }
}
