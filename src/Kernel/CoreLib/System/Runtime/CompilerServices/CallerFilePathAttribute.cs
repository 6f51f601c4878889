namespace System.Runtime.CompilerServices;

/// <summary>The parameter receives the path of the caller.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CallerFilePathAttribute : Attribute;
