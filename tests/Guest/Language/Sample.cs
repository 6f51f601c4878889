namespace Hermit.Guest.Language;

/// <summary>Something for reflection to look at.</summary>
[Label("sample", "one", "two", Level = DayOfWeek.Friday, Type = typeof(List<int>))]
internal sealed class Sample(int number)
{
    public string Text = "initial";

    public Sample()
        : this(3)
    {
    }

    public int Number { get; set; } = number;

    [Label("adds")]
    public int Add(int amount, string text)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return Number + amount + text.Length;
    }

    internal class Inner;

    internal sealed class Inner<T> : Inner
    {
        public T? Value { get; init; }
    }
}
