namespace Sample;

internal sealed class Box<T>(T value)
{
    public T Value { get; } = value;
}
