namespace System.Runtime.CompilerServices;

/// <summary>The compiler may know a better implementation of the member than its body.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class IntrinsicAttribute : Attribute;
