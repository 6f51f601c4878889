namespace System.Diagnostics.CodeAnalysis;

/// <summary>Perhaps null.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class MaybeNullAttribute : Attribute;
