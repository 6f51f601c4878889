namespace System.Runtime.CompilerServices;

/// <summary>Locals are not zeroed on entry.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class SkipLocalsInitAttribute : Attribute;
