using System.Security.Cryptography;

namespace Hermit.Guest.Digests;

/// <summary>Random bytes: their shape, as nothing else can be foreseen.</summary>
internal static class SecretBytes
{
    public static GuestCase[] Cases => [new("random-bytes", Bytes), new("random-numbers", Numbers)];

    private static void Bytes()
    {
        byte[] first = RandomNumberGenerator.GetBytes(100_000);
        byte[] second = RandomNumberGenerator.GetBytes(100_000);
        Console.WriteLine(first.AsSpan().SequenceEqual(second));
        Console.WriteLine(first.Distinct().Count());
        double mean = first.Average(value => value);
        Console.WriteLine(mean is > 125 and < 130);
        using var generator = RandomNumberGenerator.Create();
        generator.GetNonZeroBytes(first);
        Console.WriteLine(first.Contains((byte)0));
        RandomNumberGenerator.Fill(default);
        Console.WriteLine(Guid.NewGuid() == Guid.NewGuid());
    }

    private static void Numbers()
    {
        var seen = new HashSet<int>();
        for (int i = 0; i < 1000; i++)
            seen.Add(RandomNumberGenerator.GetInt32(10, 20));
        Console.WriteLine($"{seen.Count} {seen.Min()} {seen.Max()}");
        Console.WriteLine(RandomNumberGenerator.GetHexString(31).Length);
        Console.WriteLine(RandomNumberGenerator.GetString("ab", 50).Trim('a', 'b').Length);
        int[] numbers = [.. Enumerable.Range(0, 100)];
        RandomNumberGenerator.Shuffle(numbers.AsSpan());
        Console.WriteLine(numbers.Order().SequenceEqual(Enumerable.Range(0, 100)));
    }
}
