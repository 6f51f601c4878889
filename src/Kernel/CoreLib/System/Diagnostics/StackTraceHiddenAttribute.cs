namespace System.Diagnostics;

/// <summary>Left out of stack traces.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class StackTraceHiddenAttribute : Attribute;
