using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;

namespace Hermit.Guest.Libraries;

/// <summary>What the documentation of the frozen, immutable and concurrent collections promises.</summary>
internal static class ImmutableContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-frozen", Frozen),
        new("contract-immutable-list", ImmutableLists),
        new("contract-immutable-builders", Builders),
        new("contract-immutable-sorted", ImmutableSorted),
        new("contract-concurrent", ConcurrentCollections),
        new("contract-blocking-collection", Blocking),
        new("contract-observable", Observable),
    ];

    private static string Join<T>(IEnumerable<T> values) => string.Join(",", values);

    private static void Frozen()
    {
        FrozenDictionary<string, int> words = "alpha beta gamma delta epsilon zeta".Split(' ').Select((word, i) => (word, i)).ToFrozenDictionary(pair => pair.word, pair => pair.i);
        FrozenSet<int> numbers = Enumerable.Range(0, 100).Select(i => i * 3).ToFrozenSet();
        Console.WriteLine($"{words["gamma"]} {words.ContainsKey("Gamma")} {words.GetValueOrDefault("none", -1)} {words.Count} {numbers.Contains(99)} {numbers.Contains(100)} {words.GetAlternateLookup<ReadOnlySpan<char>>()["a zeta".AsSpan(2)]}");
        Console.WriteLine($"{new[] { "A", "b" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).Contains("B")} {FrozenSet<int>.Empty.Count} {FrozenSet.Create(3, 3, 4).Count}");
    }

    private static void ImmutableLists()
    {
        ImmutableList<int> list = [.. Enumerable.Range(0, 20)];
        ImmutableList<int> changed = list.Insert(5, 100).RemoveAt(0).SetItem(2, -1).AddRange([7, 8]).RemoveAll(value => value % 5 == 0);
        Console.WriteLine($"{list.Count} {Join(changed)} {changed.IndexOf(7)} {list.Add(1) == list} {list.Remove(999) == list} {list.BinarySearch(13)}");
        ImmutableArray<string> array = ["a", "b"];
        Console.WriteLine($"{Join(array.Add("c").Reverse())} {array.Length} {default(ImmutableArray<int>).IsDefault} {array.SequenceEqual(["a", "b"])}");
        Attempt.Print("default", () => Console.WriteLine(default(ImmutableArray<int>).Length));
        Console.WriteLine($"{ImmutableStack.Create(1, 2, 3).Pop().Peek()} {ImmutableQueue.Create(1, 2, 3).Dequeue().Peek()}");
    }

    private static void Builders()
    {
        ImmutableDictionary<string, int>.Builder builder = ImmutableDictionary.CreateBuilder<string, int>();
        for (int i = 0; i < 200; i++)
            builder[$"k{i % 50}"] = i;
        ImmutableDictionary<string, int> first = builder.ToImmutable();
        builder.Remove("k0");
        Console.WriteLine($"{first.Count} {builder.Count} {first["k0"]} {first.SetItem("k1", 151) == first} {first.Values.Sum()}");
        Attempt.Print("different value", () => first.Add("k1", 0));
        ImmutableArray<int>.Builder numbers = ImmutableArray.CreateBuilder<int>(2);
        numbers.AddRange(1, 2);
        Console.WriteLine($"{numbers.MoveToImmutable().Length} {numbers.Count}");
        numbers.Capacity = 5;
        Attempt.Print("capacity", () => numbers.MoveToImmutable());
    }

    private static void ImmutableSorted()
    {
        ImmutableSortedDictionary<int, string> sorted = Enumerable.Range(0, 30).ToImmutableSortedDictionary(i => i * 7 % 31, i => $"v{i}");
        Console.WriteLine($"{Join(sorted.Keys.Take(5))} {sorted[14]} {sorted.Remove(0).Count} {sorted.ContainsValue("v3")}");
        ImmutableSortedSet<string> set = ["b", "a", "c", "a"];
        Console.WriteLine($"{Join(set)} {set[1]} {set.IndexOf("c")} {Join(set.Except(["b"]))} {Join(set.Union(["0"]))} {set.Min}");
        ImmutableInterlocked.Update(ref s_set, current => current.Add(4));
        Console.WriteLine(s_set.Count);
    }

    private static ImmutableHashSet<int> s_set = [1, 2];

    private static void ConcurrentCollections()
    {
        var map = new ConcurrentDictionary<int, string>();
        Console.WriteLine($"{map.TryAdd(1, "a")} {map.TryAdd(1, "b")} {map.GetOrAdd(2, key => $"made {key}")} {map.AddOrUpdate(1, "x", (_, old) => old + "!")} {map.TryUpdate(1, "new", "wrong")} {map.TryUpdate(1, "new", "a!")} {map.TryRemove(new KeyValuePair<int, string>(1, "a!"))} {map.Count}");
        var stack = new ConcurrentStack<int>([1, 2, 3]);
        var popped = new int[2];
        Console.WriteLine($"{stack.TryPopRange(popped)} {Join(popped)} {stack.TryPeek(out int top)} {top}");
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, 100));
        Console.WriteLine($"{queue.TryDequeue(out int head)} {head} {queue.Count} {queue.Last()}");
        var bag = new ConcurrentBag<int> { 1, 2 };
        Console.WriteLine($"{bag.TryTake(out int taken)} {taken} {bag.Count}");
    }

    private static void Blocking()
    {
        using var collection = new BlockingCollection<int>(new ConcurrentStack<int>(), 2);
        Console.WriteLine($"{collection.TryAdd(1)} {collection.TryAdd(2)} {collection.TryAdd(3)} {collection.Take()} {collection.Count}");
        collection.CompleteAdding();
        Console.WriteLine($"{Join(collection.GetConsumingEnumerable())} {collection.IsCompleted}");
        Attempt.Print("add", () => collection.Add(1));
        Attempt.Print("take", () => collection.Take());
    }

    private static void Observable()
    {
        var items = new ObservableCollection<int>([1, 2]);
        items.CollectionChanged += (_, change) => Console.WriteLine($"{change.Action} {change.NewStartingIndex} {change.OldStartingIndex} {change.NewItems?[0]} {change.OldItems?[0]}");
        items.Add(3);
        items.Move(0, 2);
        items[1] = 9;
        items.RemoveAt(0);
        items.Clear();
        Console.WriteLine(new ReadOnlyObservableCollection<int>(items).Count);
    }
}
