namespace System.Runtime.InteropServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InAttribute : Attribute;
