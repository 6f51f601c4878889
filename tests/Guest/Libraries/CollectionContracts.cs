using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;

namespace Hermit.Guest.Libraries;

/// <summary>What the documentation of the collection types promises.</summary>
internal static class CollectionContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-priority-queue", PriorityQueues),
        new("contract-ordered-dictionary", OrderedDictionaries),
        new("contract-linked-list", LinkedLists),
        new("contract-bit-array", BitArrays),
        new("contract-sorted-set", SortedSets),
        new("contract-hash-set", HashSets),
        new("contract-alternate-lookup", AlternateLookup),
        new("contract-specialized", Specialized),
        new("contract-comparers", Comparers),
        new("contract-list-capacity", ListCapacity),
        new("contract-linq-chunks", Chunks),
        new("contract-linq-order", Ordering),
    ];

    private static string Join<T>(IEnumerable<T> values) => string.Join(",", values);

    private static void PriorityQueues()
    {
        var queue = new PriorityQueue<string, int>([("c", 3), ("a", 1), ("d", 4)]);
        queue.Enqueue("b", 2);
        Console.WriteLine($"{queue.Count} {queue.Peek()} {queue.EnqueueDequeue("0", 0)} {queue.DequeueEnqueue("e", 5)} {queue.Remove("c", out string? removed, out int priority)} {removed} {priority}");
        while (queue.TryDequeue(out string? item, out int at))
            Console.Write($"{item}{at} ");
        Console.WriteLine(queue.TryPeek(out _, out _));
    }

    private static void OrderedDictionaries()
    {
        var ordered = new OrderedDictionary<string, int> { ["z"] = 1, ["a"] = 2, ["m"] = 3 };
        ordered.Insert(1, "q", 9);
        ordered.SetAt(0, 100);
        Console.WriteLine($"{Join(ordered)} {ordered.IndexOf("m")} {ordered.GetAt(1).Key} {ordered.Remove("a")} {Join(ordered.Keys)} {Join(ordered.Values)}");
        ordered.RemoveAt(0);
        Console.WriteLine($"{Join(ordered.Keys)} {ordered.TryAdd("q", 1)} {ordered.TryGetValue("q", out int value)} {value}");
    }

    private static void LinkedLists()
    {
        var list = new LinkedList<int>([1, 2, 4]);
        LinkedListNode<int> four = list.Find(4)!;
        list.AddBefore(four, 3);
        list.AddAfter(four, 5);
        list.RemoveFirst();
        LinkedListNode<int> last = list.Last!;
        list.Remove(last);
        list.AddFirst(last);
        last.ValueRef *= 10;
        Console.WriteLine($"{Join(list)} {list.Count} {four.Next is null} {four.Previous!.Value} {list.FindLast(2)!.Value}");
        Attempt.Print("foreign node", () => list.AddBefore(new LinkedListNode<int>(1), 2));
        Attempt.Print("attached", () => new LinkedList<int>().AddFirst(four));
    }

    private static void BitArrays()
    {
        var bits = new BitArray(70);
        foreach (int index in (int[])[0, 3, 31, 32, 63, 64, 69])
            bits[index] = true;
        var other = new BitArray(bits).Not();
        Console.WriteLine($"{bits.Cast<bool>().Count(bit => bit)} {other.Cast<bool>().Count(bit => bit)} {((BitArray)bits.Clone()).Or(other).HasAllSet()} {((BitArray)bits.Clone()).And(other).HasAnySet()} {bits.LeftShift(2)[5]} {bits.RightShift(3)[0]}");
        int[] words = new int[3];
        bits.CopyTo(words, 0);
        Console.WriteLine($"{words[0]:X} {words[1]:X} {words[2]:X}");
        Attempt.Print("lengths", () => bits.Xor(new BitArray(3)));
    }

    private static void SortedSets()
    {
        var set = new SortedSet<int>(Enumerable.Range(0, 50).Select(i => i * 37 % 51));
        SortedSet<int> view = set.GetViewBetween(10, 20);
        Console.WriteLine($"{set.Min} {set.Max} {Join(view)} {view.Add(15)} {Join(set.Reverse().Take(4))} {set.IsSupersetOf(view)}");
        set.Remove(12);
        set.RemoveWhere(value => value > 18);
        Console.WriteLine($"{Join(view)} {set.Count} {set.TryGetValue(5, out int five)} {five}");
        Attempt.Print("outside", () => view.Add(30));
    }

    private static void HashSets()
    {
        var set = new HashSet<string>(["a", "B", "c"], StringComparer.OrdinalIgnoreCase);
        Console.WriteLine($"{set.Add("A")} {set.Contains("b")} {set.TryGetValue("b", out string? stored)} {stored} {set.SetEquals(["A", "b", "C"])} {set.Overlaps(["x", "C"])} {set.IsProperSubsetOf(["a", "b", "c", "d"])}");
        set.SymmetricExceptWith(["b", "d"]);
        Console.WriteLine(Join(set.Order(StringComparer.Ordinal)));
        set.IntersectWith(["D", "x"]);
        Console.WriteLine($"{Join(set)} {HashSet<int>.CreateSetComparer().Equals([1, 2], [2, 1])} {set.RemoveWhere(_ => true)}");
    }

    private static void AlternateLookup()
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        const string Text = "one Two ONE three two one";
        foreach (Range range in Text.AsSpan().Split(' '))
            lookup[Text.AsSpan()[range]] = lookup.TryGetValue(Text.AsSpan()[range], out int count) ? count + 1 : 1;
        Console.WriteLine(Join(counts.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)));
        Console.WriteLine(new Dictionary<int, int>().TryGetAlternateLookup<string>(out _));
    }

    private static void Specialized()
    {
        var pairs = new NameValueCollection { { "k", "1" }, { "K", "2" }, { "other", null } };
        Console.WriteLine($"{pairs["k"]} {pairs.GetValues("k")!.Length} {pairs.Count} {Join(pairs.AllKeys)} {pairs["other"] is null}");
        var vector = new BitVector32(0);
        BitVector32.Section low = BitVector32.CreateSection(15), high = BitVector32.CreateSection(7, low);
        vector[low] = 9;
        vector[high] = 5;
        Console.WriteLine($"{vector.Data} {vector[high]} {vector}");
        var hybrid = new HybridDictionary();
        for (int i = 0; i < 20; i++)
            hybrid[i] = i * i;
        Console.WriteLine($"{hybrid.Count} {hybrid[12]}");
        Console.WriteLine(Join(new StringCollection { "x", "y" }.Cast<string>()));
    }

    private static void Comparers()
    {
        Console.WriteLine($"{Comparer<string>.Default.Compare(null, "a")} {Comparer<int>.Create((left, right) => right - left).Compare(1, 2)} {EqualityComparer<int?>.Default.Equals(null, null)} {StringComparer.OrdinalIgnoreCase.Equals("ÄB", "äb")} {StringComparer.InvariantCultureIgnoreCase.Compare("a", "B") < 0}");
        IEqualityComparer<string> byLength = EqualityComparer<string>.Create((left, right) => left?.Length == right?.Length, text => text.Length);
        Console.WriteLine($"{new HashSet<string>(["a", "b", "cc"], byLength).Count} {StructuralComparisons.StructuralEqualityComparer.Equals(new[] { 1, 2 }, new[] { 1, 2 })} {StructuralComparisons.StructuralComparer.Compare(new[] { 1, 3 }, new[] { 1, 2 })}");
        Attempt.Print("incomparable", () => Comparer.Default.Compare(new object(), new object()));
    }

    private static void ListCapacity()
    {
        var list = new List<int>();
        var capacities = new List<int>();
        for (int i = 0; i < 100; i++)
        {
            list.Add(i);
            if (capacities.Count == 0 || capacities[^1] != list.Capacity)
                capacities.Add(list.Capacity);
        }

        list.TrimExcess();
        Console.WriteLine($"{Join(capacities)} {list.Capacity} {list.EnsureCapacity(150)} {new Dictionary<int, int>(10).EnsureCapacity(0)} {new Queue<int>(3).EnsureCapacity(5)}");
        Attempt.Print("too small", () => list.Capacity = 5);
    }

    private static void Chunks()
    {
        Console.WriteLine(string.Join("|", Enumerable.Range(0, 10).Chunk(4).Select(Join)));
        Console.WriteLine($"{Join("banana".CountBy(letter => letter))} {Join("banana".Index().Where(pair => pair.Item == 'n').Select(pair => pair.Index))} {Join("banana".AggregateBy(letter => letter, 0, (sum, _) => sum + 10))}");
        Console.WriteLine($"{Join(new[] { 1, 2, 3 }.Zip(["a", "b"], [1.5, 2.5]))} {Join(Enumerable.Range(0, 5).TakeLast(2))} {Join(new[] { 3, 1, 2 }.DistinctBy(value => value % 2))} {new[] { "aa", "b" }.MinBy(text => text.Length)} {new[] { 1, 2 }.TryGetNonEnumeratedCount(out int count)} {count}");
    }

    private static void Ordering()
    {
        (string Name, int Age)[] people = [("d", 3), ("a", 2), ("c", 3), ("b", 2), ("e", 1)];
        Console.WriteLine($"{Join(people.OrderBy(person => person.Age).Select(person => person.Name))} {Join(people.OrderByDescending(person => person.Age).ThenBy(person => person.Name).Select(person => person.Name))} {Join(people.LeftJoin([(3, "three"), (1, "one")], person => person.Age, pair => pair.Item1, (person, pair) => person.Name + (pair.Item2 ?? "-")))}");
        int[] values = [5, 3, 5, 1];
        string[] labels = ["a", "b", "c", "d"];
        Array.Sort(values, labels);
        Console.WriteLine($"{Join(values)} {labels[0]}{labels[1]} {Join(Enumerable.Sequence(1, 10, 4))} {Join(Enumerable.InfiniteSequence(1, 2).Take(3))}");
    }
}
