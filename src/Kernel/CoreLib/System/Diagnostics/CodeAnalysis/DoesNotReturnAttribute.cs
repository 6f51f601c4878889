namespace System.Diagnostics.CodeAnalysis;

/// <summary>The method does not return.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DoesNotReturnAttribute : Attribute;
