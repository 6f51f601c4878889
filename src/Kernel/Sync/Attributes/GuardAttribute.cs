using System;

namespace Hermit;

/// <summary>
/// The type is the proof that something is held, and ends the hold when disposed.
/// A guard is declared by <c>using</c>, never copied, stored, or disposed by hand.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class GuardAttribute : Attribute;
