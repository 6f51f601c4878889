namespace Tour;

/// <summary>Random numbers: a seed gives the same ones everywhere, no seed gives others each time.</summary>
internal static class RandomNumbers
{
    public static void Run()
    {
        var random = new Random(2024);
        Console.WriteLine($"{random.Next()} {random.Next(100)} {random.NextInt64(1000)} {random.NextDouble():F12}");
        int[] cards = [.. Enumerable.Range(1, 10)];
        random.Shuffle(cards);
        Console.WriteLine(string.Join(" ", cards));
        double pi = 4.0 * Enumerable.Range(0, 20_000).Count(_ => IsInCircle(random.NextDouble(), random.NextDouble())) / 20_000;
        Console.WriteLine($"pi is about {pi:F3}");
        Console.WriteLine($"{new Random().NextInt64() != new Random().NextInt64()} {Enumerable.Range(0, 100).Select(_ => Guid.NewGuid()).Distinct().Count()}");
    }

    private static bool IsInCircle(double x, double y) => (x * x) + (y * y) < 1;
}
