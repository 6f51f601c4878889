using System;

namespace Hermit;

/// <summary>
/// The type may be reached from several threads at once: every member of it synchronises.
/// A mutable static field of the kernel must be of such a type.
/// </summary>
[Trusted]
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
public sealed class SynchronizedAttribute : Attribute;
