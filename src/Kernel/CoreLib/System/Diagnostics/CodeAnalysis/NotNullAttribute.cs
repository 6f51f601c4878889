namespace System.Diagnostics.CodeAnalysis;

/// <summary>Not null on return.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class NotNullAttribute : Attribute;
