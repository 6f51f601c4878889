namespace Hermit;

/// <summary>Misuse of the member can corrupt memory: it may be used only in an unsafe context, and its documentation says what the caller upholds.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class RequiresUnsafeAttribute : Attribute;
