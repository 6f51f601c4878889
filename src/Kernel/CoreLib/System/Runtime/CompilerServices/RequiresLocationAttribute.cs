namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RequiresLocationAttribute : Attribute;
