namespace Tour;

/// <summary>Iterators: lazy, recursive, infinite, closed early.</summary>
internal static class Iterators
{
    public static void Run()
    {
        Console.WriteLine(string.Join(" ", Primes().Take(15)));
        Console.WriteLine(string.Join(" ", Permutations("abc").Order(StringComparer.Ordinal)));
        foreach (int value in Guarded(5))
        {
            Console.WriteLine($"value {value}");
            if (value == 1)
                break;
        }

        Console.WriteLine(string.Concat(InOrder(Tree.Of(4, 2, 6, 1, 3, 5, 7))));
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

    private static IEnumerable<string> Permutations(string text)
    {
        if (text.Length < 2)
        {
            yield return text;
            yield break;
        }

        for (int i = 0; i < text.Length; i++)
            foreach (string rest in Permutations(text.Remove(i, 1)))
                yield return text[i] + rest;
    }

    private static IEnumerable<int> Guarded(int count)
    {
        try
        {
            for (int i = 0; i < count; i++)
                yield return i;
        }
        finally
        {
            Console.WriteLine("iterator closed");
        }
    }

    private static IEnumerable<int> InOrder(Tree? tree)
    {
        if (tree is null)
            yield break;
        foreach (int value in InOrder(tree.Left))
            yield return value;
        yield return tree.Value;
        foreach (int value in InOrder(tree.Right))
            yield return value;
    }

    private sealed class Tree(int value)
    {
        public int Value => value;

        public Tree? Left { get; private set; }

        public Tree? Right { get; private set; }

        public static Tree Of(int first, params int[] rest)
        {
            var root = new Tree(first);
            foreach (int item in rest)
                root.Add(item);
            return root;
        }

        private void Add(int item)
        {
            if (item < value && Left is null)
                Left = new Tree(item);
            else if (item >= value && Right is null)
                Right = new Tree(item);
            else
                (item < value ? Left : Right)!.Add(item);
        }
    }
}
