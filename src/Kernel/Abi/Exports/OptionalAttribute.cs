using System;

namespace Hermit.Abi;

/// <summary>The span may be missing: null, or a length below zero, makes it empty.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OptionalAttribute : Attribute;
