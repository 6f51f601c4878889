using System;

namespace Hermit;

/// <summary>
/// Soundness relies on whoever implements the interface, or carries the attribute, that this stands on. That takes a project in which unsafe code
/// compiles, and a SAFETY comment at the type that does so (docs/analyzers/HRM0015.md).
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class)]
public sealed class TrustedAttribute : Attribute;
