namespace Hermit.Guest.Exceptions;

/// <summary>Says when it is disposed of.</summary>
internal sealed class Loud(string name) : IDisposable
{
    public void Dispose() => Console.WriteLine($"{name} disposed");
}
