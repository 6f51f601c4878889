namespace Hermit.Guest.Language;

/// <summary>Overrides what <see cref="Invoked"/> says.</summary>
internal sealed class InvokedMore(int number) : Invoked(number)
{
    public override string Describe() => $"derived {Number}";
}
