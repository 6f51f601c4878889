namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class IsByRefLikeAttribute : Attribute;
