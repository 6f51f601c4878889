namespace System.Runtime.CompilerServices;

/// <summary>The parameter receives the line of the caller.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CallerLineNumberAttribute : Attribute;
