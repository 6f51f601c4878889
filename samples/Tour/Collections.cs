using System.Collections.Immutable;

namespace Tour;

/// <summary>Dictionaries, sets, queues, sorting.</summary>
internal static class Collections
{
    public static void Run()
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (string word in "the cat and The dog AND the bird".Split(' '))
            counts[word] = counts.GetValueOrDefault(word) + 1;
        Console.WriteLine(string.Join(" ", counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));

        var squares = new Dictionary<int, long>();
        for (int i = 0; i < 20_000; i++)
            squares[i * 7] = (long)i * i;
        for (int i = 0; i < 20_000; i += 2)
            squares.Remove(i * 7);
        Console.WriteLine($"{squares.Count} {squares.Values.Sum()}");

        HashSet<int> set = [1, 2, 3, 4];
        set.SymmetricExceptWith([3, 4, 5]);
        var sorted = new SortedDictionary<string, int> { ["pear"] = 1, ["apple"] = 2 };
        var queue = new PriorityQueue<string, int>([("later", 5), ("now", 1), ("soon", 3)]);
        Console.WriteLine($"{string.Join(",", set.Order())} {string.Join(" ", sorted)} {queue.Dequeue()} {queue.Dequeue()}");

        int[] numbers = new int[50_000];
        var random = new Random(7);
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = random.Next(1_000_000);
        Array.Sort(numbers);
        Console.WriteLine($"{numbers[0]} {numbers[25_000]} {numbers[^1]} {Array.BinarySearch(numbers, numbers[777]) >= 0}");
        string[] words = ["pear", "fig", "apple", "kiwi"];
        Array.Sort(words, (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        Console.WriteLine(string.Join(" ", words));

        ImmutableList<int> list = [1, 2, 3];
        Console.WriteLine($"{string.Join(",", list.Add(4).RemoveAt(0))} {list.Count}");
        int[,] matrix = { { 1, 2 }, { 3, 4 } };
        Console.WriteLine($"{matrix[1, 0]} {matrix.Cast<int>().Sum()} {string.Join(",", new LinkedList<char>("abc"))}");
    }
}
