namespace System;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParamArrayAttribute : Attribute;
