using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Hermit.Guest.Libraries;

/// <summary>The collection types, and sorting.</summary>
internal static class Collections
{
    public static GuestCase[] Cases =>
    [
        new("list", Lists),
        new("dictionary", Dictionaries),
        new("dictionary-large", LargeDictionaries),
        new("sets", Sets),
        new("queues", Queues),
        new("sorted", SortedCollections),
        new("sort", Sorting),
        new("sort-large", LargeSorts),
        new("immutable", Immutable),
        new("arrays", Arrays),
        new("legacy", Legacy),
    ];

    private static void Lists()
    {
        var list = new List<int> { 5, 3, 9 };
        list.AddRange([1, 7]);
        list.Insert(1, 100);
        list.RemoveAt(0);
        list.RemoveAll(value => value == 9);
        Console.WriteLine($"{string.Join(",", list)} {list.IndexOf(7)} {list.Contains(3)} {list.FindIndex(value => value < 4)} {list.BinarySearch(3)}");
        list.Sort();
        list.Reverse();
        Console.WriteLine($"{string.Join(",", list)} {list.GetRange(1, 2).Count} {list.ConvertAll(value => $"<{value}>")[0]}");
        Console.WriteLine(new ReadOnlyCollection<int>(list).Count);
    }

    private static void Dictionaries()
    {
        var ages = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Ada"] = 36, ["bob"] = 20 };
        ages["ADA"]++;
        Console.WriteLine($"{ages["ada"]} {ages.Count} {ages.TryGetValue("eve", out int age)} {age} {ages.GetValueOrDefault("eve", -1)} {ages.TryAdd("bob", 1)} {ages.Remove("BOB", out int removed)} {removed}");
        var byPoint = new Dictionary<(int, int), string> { [(1, 2)] = "a", [(2, 1)] = "b" };
        Console.WriteLine(byPoint[(2, 1)]);
        var spans = ages.GetAlternateLookup<ReadOnlySpan<char>>();
        Console.WriteLine(spans["xxAda".AsSpan(2)]);
        foreach ((string key, int value) in ages)
            Console.WriteLine($"{key} {value}");
    }

    private static void LargeDictionaries()
    {
        var squares = new Dictionary<int, long>();
        for (int i = 0; i < 50_000; i++)
            squares[i * 7] = (long)i * i;
        for (int i = 0; i < 50_000; i += 2)
            squares.Remove(i * 7);
        Console.WriteLine($"{squares.Count} {squares[7 * 49_999]} {squares.Values.Sum()}");
        var words = new Dictionary<string, int>();
        for (int i = 0; i < 20_000; i++)
        {
            string word = $"word{i % 1000}";
            words[word] = words.GetValueOrDefault(word) + 1;
        }

        Console.WriteLine($"{words.Count} {words.Values.Distinct().Single()}");
    }

    private static void Sets()
    {
        HashSet<int> even = [.. Enumerable.Range(0, 10).Select(value => value * 2)];
        HashSet<int> threes = [.. Enumerable.Range(0, 7).Select(value => value * 3)];
        Console.WriteLine($"{string.Join(",", even.Intersect(threes).Order())} {string.Join(",", even.Union(threes).Order())} {string.Join(",", even.Except(threes).Order())}");
        even.SymmetricExceptWith(threes);
        Console.WriteLine($"{even.Count} {even.IsSubsetOf(threes)} {even.Add(100)} {even.Add(100)} {even.SetEquals(even.Reverse())}");
        var sorted = new SortedSet<string> { "pear", "apple", "fig" };
        Console.WriteLine($"{string.Join(",", sorted)} {sorted.Min} {string.Join(",", sorted.GetViewBetween("b", "q"))}");
        var bits = new BitArray(70);
        bits.Set(3, true);
        bits.Not();
        Console.WriteLine($"{bits[3]} {bits[69]} {bits.Count}");
    }

    private static void Queues()
    {
        var queue = new Queue<int>(Enumerable.Range(1, 5));
        queue.Enqueue(queue.Dequeue());
        var stack = new Stack<string>(["a", "b"]);
        stack.Push("c");
        Console.WriteLine($"{string.Join(",", queue)} {queue.Peek()} {string.Join(",", stack)} {stack.Pop()} {stack.TryPeek(out string? top)} {top}");
        var priority = new PriorityQueue<string, int>();
        foreach ((string item, int rank) in new[] { ("low", 9), ("high", 1), ("middle", 5), ("urgent", 0) })
            priority.Enqueue(item, rank);
        while (priority.TryDequeue(out string? item, out int rank))
            Console.Write($"{item}({rank}) ");
        Console.WriteLine();
        var linked = new LinkedList<int>([1, 2, 3]);
        linked.AddAfter(linked.Find(2)!, 25);
        linked.RemoveFirst();
        Console.WriteLine(string.Join(",", linked));
    }

    private static void SortedCollections()
    {
        var sorted = new SortedDictionary<string, int> { ["m"] = 1, ["a"] = 2, ["z"] = 3 };
        var list = new SortedList<int, string> { [5] = "five", [1] = "one" };
        Console.WriteLine($"{string.Join(" ", sorted)} {string.Join(" ", list)} {list.IndexOfKey(5)} {sorted.Keys.First()}");
        var tree = new SortedSet<int>();
        var random = new Random(5);
        for (int i = 0; i < 5000; i++)
            tree.Add(random.Next(10_000));
        for (int i = 0; i < 2000; i++)
            tree.Remove(i * 2);
        Console.WriteLine($"{tree.Count} {tree.Min} {tree.Max} {tree.Take(5).Sum()}");
    }

    private static void Sorting()
    {
        string[] words = ["pear", "fig", "apple", "kiwi", "banana"];
        Array.Sort(words, (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        Console.WriteLine(string.Join(" ", words));
        int[] keys = [3, 1, 2];
        string[] items = ["c", "a", "b"];
        Array.Sort(keys, items);
        Console.WriteLine($"{string.Join(",", keys)} {string.Join(",", items)} {Array.BinarySearch(keys, 2)} {Array.BinarySearch(keys, 9)}");
        Span<double> span = [2.5, double.NaN, -1, 0];
        span.Sort();
        Console.WriteLine(string.Join(" ", span.ToArray()));
        (string, int)[] pairs = [("b", 2), ("a", 9), ("b", 1)];
        Array.Sort(pairs);
        Console.WriteLine(string.Join(" ", pairs));
        Console.WriteLine(string.Join(" ", new[] { "x10", "x9" }.OrderBy(text => text.Length).ThenByDescending(text => text)));
    }

    private static void LargeSorts()
    {
        var random = new Random(11);
        int[] numbers = new int[100_000];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = random.Next();
        string[] texts = numbers.Take(10_000).Select(number => number.ToString("X")).ToArray();
        Array.Sort(numbers);
        Array.Sort(texts, StringComparer.Ordinal);
        bool ordered = true;
        for (int i = 1; i < numbers.Length; i++)
            ordered &= numbers[i - 1] <= numbers[i];
        Console.WriteLine($"{ordered} {numbers[0]} {numbers[50_000]} {texts[0]} {texts[^1]}");
        Console.WriteLine(string.Join(",", numbers.OrderByDescending(number => number % 1000).ThenBy(number => number).Take(3)));
    }

    private static void Immutable()
    {
        ImmutableArray<int> array = [1, 2, 3];
        ImmutableList<int> list = ImmutableList.CreateRange(array).Add(4).Remove(2);
        ImmutableDictionary<string, int> map = ImmutableDictionary<string, int>.Empty.Add("a", 1).SetItem("b", 2);
        Console.WriteLine($"{array.Add(9).Length} {array.Length} {string.Join(",", list)} {map["b"]} {map.Remove("a").Count}");
        FrozenDictionary<string, int> frozen = new Dictionary<string, int> { ["one"] = 1, ["two"] = 2, ["three"] = 3 }.ToFrozenDictionary();
        FrozenSet<int> set = new[] { 1, 5, 9 }.ToFrozenSet();
        Console.WriteLine($"{frozen["three"]} {frozen.ContainsKey("four")} {set.Contains(5)}");
        var queue = ImmutableQueue.Create(1, 2).Enqueue(3).Dequeue(out int first);
        Console.WriteLine($"{first} {queue.Peek()}");
    }

    private static void Arrays()
    {
        int[] numbers = [4, 8, 15, 16, 23, 42];
        Array.Resize(ref numbers, 8);
        Array.Fill(numbers, 7, 6, 2);
        Array.Reverse(numbers, 0, 3);
        Console.WriteLine($"{string.Join(",", numbers)} {Array.IndexOf(numbers, 16)} {Array.Exists(numbers, value => value > 40)} {Array.FindAll(numbers, value => value < 10).Length}");
        int[][] jagged = [[1], [2, 3]];
        int[,] square = { { 1, 2 }, { 3, 4 } };
        Console.WriteLine($"{jagged[1][1]} {square[1, 0]} {square.GetLength(1)} {square.Cast<int>().Sum()}");
        Buffer.BlockCopy(numbers, 0, numbers, 4, 8);
        Console.WriteLine(string.Join(",", numbers));
        Console.WriteLine(numbers.AsSpan().SequenceCompareTo([15, 8]));
    }

    private static void Legacy()
    {
        var list = new ArrayList { 1, "two", 3.0 };
        var table = new Hashtable { ["a"] = 1 };
        Console.WriteLine($"{list.Count} {list[1]} {table["a"]} {table.ContainsKey("b")}");
        Console.WriteLine(StructuralComparisons.StructuralEqualityComparer.Equals(new[] { 1, 2 }, new[] { 1, 2 }));
        Console.WriteLine(((IStructuralComparable)(1, 2)).CompareTo((1, 3), Comparer.Default));
    }
}
