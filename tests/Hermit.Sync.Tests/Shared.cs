namespace Hermit.Sync.Tests;

/// <summary>A place on the heap for a primitive that several threads share.</summary>
internal sealed class Shared<T>
    where T : struct
{
    public T Value;
}
