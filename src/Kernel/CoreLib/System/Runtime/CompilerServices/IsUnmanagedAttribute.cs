namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class IsUnmanagedAttribute : Attribute;
