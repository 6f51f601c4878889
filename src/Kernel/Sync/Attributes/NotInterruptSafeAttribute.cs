using System;

namespace Hermit;

/// <summary>
/// The type or member must not be used by an interrupt handler: the code that was interrupted may hold what the handler would wait for.
/// </summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class NotInterruptSafeAttribute : Attribute;
