namespace System.Runtime.CompilerServices;

/// <summary>The parameter receives the name of the caller.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CallerMemberNameAttribute : Attribute;
