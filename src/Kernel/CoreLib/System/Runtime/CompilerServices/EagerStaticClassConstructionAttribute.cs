namespace System.Runtime.CompilerServices;

/// <summary>The static constructor runs at start-up.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class EagerStaticClassConstructionAttribute : Attribute;
