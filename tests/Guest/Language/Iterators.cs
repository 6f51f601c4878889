using System.Collections;

namespace Hermit.Guest.Language;

/// <summary>Iterators, enumerators and deconstruction loops.</summary>
internal static class Iterators
{
    public static GuestCase[] Cases => [new("iterator-lazy", Lazily), new("iterator-recursive", Recursive), new("iterator-duck", DuckTyped), new("iterator-infinite", Infinite), new("iterator-reset", Misuse)];

    private static void Lazily()
    {
        IEnumerable<int> numbers = Announce(3);
        Console.WriteLine("nothing yet");
        foreach (int number in numbers)
            Console.WriteLine(number);
        Console.WriteLine(numbers.Count());
    }

    private static IEnumerable<int> Announce(int count)
    {
        Console.WriteLine("started");
        for (int i = 0; i < count; i++)
            yield return i * 10;
        Console.WriteLine("finished");
    }

    private static void Recursive()
    {
        Console.WriteLine(string.Join(" ", Permutations("abc").Order()));
        Console.WriteLine(string.Concat(Hanoi(3, 'A', 'B', 'C')));
    }

    private static IEnumerable<string> Permutations(string text)
    {
        if (text.Length <= 1)
        {
            yield return text;
            yield break;
        }

        for (int i = 0; i < text.Length; i++)
            foreach (string rest in Permutations(text.Remove(i, 1)))
                yield return text[i] + rest;
    }

    private static IEnumerable<string> Hanoi(int disks, char from, char via, char to)
    {
        if (disks == 0)
            yield break;
        foreach (string move in Hanoi(disks - 1, from, to, via))
            yield return move;
        yield return $"{from}{to} ";
        foreach (string move in Hanoi(disks - 1, via, from, to))
            yield return move;
    }

    private static void DuckTyped()
    {
        foreach (int value in new Range3())
            Console.Write($"{value} ");
        foreach ((string key, int value) in new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 })
            Console.Write($"{key}={value} ");
        foreach (ref readonly int item in (ReadOnlySpan<int>)[7, 8])
            Console.Write($"{item} ");
        foreach (object? item in new Hashtable { ["only"] = 1 }.Keys)
            Console.Write(item);
        Console.WriteLine();
    }

    private static void Infinite()
    {
        Console.WriteLine(string.Join(" ", Fibonacci().TakeWhile(value => value < 1000)));
        Console.WriteLine(string.Join(" ", Primes().Take(20)));
    }

    private static IEnumerable<long> Fibonacci()
    {
        (long a, long b) = (0, 1);
        while (true)
        {
            yield return a;
            (a, b) = (b, a + b);
        }
    }

    private static IEnumerable<int> Primes()
    {
        var found = new List<int>();
        for (int candidate = 2; ; candidate++)
        {
            if (found.TrueForAll(prime => candidate % prime != 0))
            {
                found.Add(candidate);
                yield return candidate;
            }
        }
    }

    private static void Misuse()
    {
        using IEnumerator<int> enumerator = Announce(1).GetEnumerator();
        Attempt.Print("reset", enumerator.Reset);
        while (enumerator.MoveNext())
            Console.WriteLine(enumerator.Current);
        Console.WriteLine(enumerator.MoveNext());
    }

    private readonly struct Range3
    {
        public Cursor GetEnumerator() => default;

        public struct Cursor
        {
            public int Current { get; private set; }

            public bool MoveNext() => ++Current <= 3;
        }
    }
}
