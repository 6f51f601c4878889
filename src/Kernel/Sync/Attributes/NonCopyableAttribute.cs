using System;

namespace Hermit;

/// <summary>A value of the type owns something alone: a copy would be a second owner. It stays where it is, and is passed by reference.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class NonCopyableAttribute : Attribute;
