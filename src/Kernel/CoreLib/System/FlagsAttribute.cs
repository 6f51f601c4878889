namespace System;

/// <summary>The values of the enumeration combine.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class FlagsAttribute : Attribute;
