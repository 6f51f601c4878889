namespace Hermit.Guest.Libraries;

/// <summary>Random numbers: the seeded algorithm is fixed for ever, the unseeded one has to be random.</summary>
internal static class Randomness
{
    public static GuestCase[] Cases => [new("random-seeded", Seeded), new("random-unseeded", Unseeded), new("random-shuffle", Shuffles)];

    private static void Seeded()
    {
        foreach (int seed in (int[])[0, 1, -5, int.MaxValue])
        {
            var random = new Random(seed);
            Console.WriteLine($"{random.Next()} {random.Next(100)} {random.Next(-50, 50)} {random.NextInt64()} {random.NextDouble():R} {random.NextSingle():R}");
        }

        byte[] bytes = new byte[16];
        new Random(9).NextBytes(bytes);
        Console.WriteLine(Convert.ToHexString(bytes));
    }

    private static void Unseeded()
    {
        var seen = new HashSet<long>();
        for (int i = 0; i < 1000; i++)
        {
            seen.Add(Random.Shared.NextInt64());
            seen.Add(new Random().NextInt64());
        }

        Console.WriteLine(seen.Count == 2000);
        double mean = Enumerable.Range(0, 20_000).Average(_ => Random.Shared.NextDouble());
        Console.WriteLine(mean is > 0.45 and < 0.55);
        Console.WriteLine(Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).Distinct().Count());
    }

    private static void Shuffles()
    {
        int[] numbers = [.. Enumerable.Range(1, 12)];
        var random = new Random(42);
        random.Shuffle(numbers);
        Console.WriteLine(string.Join(" ", numbers));
        Console.WriteLine(string.Join(" ", random.GetItems(["red", "green", "blue"], 6)));
    }
}
