namespace Hermit.Guest.Soak;

/// <summary>An old array whose elements two threads replace by young objects without a lock: what is read is whole, and what it refers to as well.</summary>
internal sealed class SharedGraph
{
    private const int Places = 4096, Stores = 2000;
    private readonly Node?[] _places = new Node?[Places];

    public void Step()
    {
        Task other = Task.Run(Change);
        Change();
        other.Wait();
    }

    private void Change()
    {
        var random = new Random(Environment.CurrentManagedThreadId);
        for (int i = 0; i < Stores; i++)
        {
            int place = random.Next(Places);
            Volatile.Write(ref _places[place], new Node(place, new Node(place + 1, null)));
            int other = random.Next(Places);
            Node? found = Volatile.Read(ref _places[other]);
            BrokenInvariantException.Unless(found is null || (found.Number == other && found.Next!.Number == other + 1), "an object is not what was stored");
        }
    }

    private sealed record Node(int Number, Node? Next);
}
