namespace Hermit.Guest.Language;

/// <summary>An attribute with every kind of argument.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class LabelAttribute(string text, params string[] tags) : Attribute
{
    public string Text => text;

    public string[] Tags => tags;

    public DayOfWeek Level { get; set; }

    public Type? Type { get; set; }
}
