namespace Hermit.Guest.Digests;

/// <summary>Data that is the same on every machine.</summary>
internal static class Sample
{
    // Around the block lengths of every digest.
    public static int[] Lengths { get; } = [0, 1, 55, 56, 63, 64, 65, 71, 72, 103, 104, 111, 112, 127, 128, 129, 135, 136, 167, 168, 169, 1000, 100_000];

    public static byte[] Bytes(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static void Print(string label, ReadOnlySpan<byte> bytes) => Console.WriteLine($"{label} {Convert.ToHexString(bytes)}");
}
