namespace System.Diagnostics.CodeAnalysis;

/// <summary>A reference may leave the member that receives it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Constructor)]
public sealed class UnscopedRefAttribute : Attribute;
