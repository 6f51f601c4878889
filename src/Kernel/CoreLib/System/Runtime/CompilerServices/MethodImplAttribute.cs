namespace System.Runtime.CompilerServices;

/// <summary>Says how a method is compiled.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class MethodImplAttribute : Attribute
{
    /// <summary>Says how the method is compiled.</summary>
    public MethodImplAttribute(MethodImplOptions options)
    {
    }
}
