namespace Hermit.Explorer.Tests;

/// <summary>A place on the heap for a primitive that several threads of a scenario share.</summary>
internal sealed class Shared<T>
    where T : struct
{
    public T Value;
}
