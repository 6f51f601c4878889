namespace System.Runtime.CompilerServices;

/// <summary>Made by the compiler.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class CompilerGeneratedAttribute : Attribute;
