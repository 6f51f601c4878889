namespace Hermit.Tool.Checking;

/// <summary>What the doctor found of one thing.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">The thing, such as <c>QEMU for x64</c>.</param>
/// <param name="Text">What there is, or what is missing and what to do.</param>
public sealed record Finding(Severity Severity, string Subject, string Text);
