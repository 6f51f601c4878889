using System;

namespace Hermit;

/// <summary>The method runs in an interrupt, with interrupts masked: neither it nor what it calls may use anything marked <see cref="NotInterruptSafeAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InterruptHandlerAttribute : Attribute;
