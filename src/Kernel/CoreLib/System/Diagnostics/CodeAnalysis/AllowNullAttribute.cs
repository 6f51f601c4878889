namespace System.Diagnostics.CodeAnalysis;

/// <summary>Null is allowed.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class AllowNullAttribute : Attribute;
