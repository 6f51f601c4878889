namespace System.Diagnostics.CodeAnalysis;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class SetsRequiredMembersAttribute : Attribute;
