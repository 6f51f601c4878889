/// <summary>Arrays that die soon.</summary>
internal static class ShortLived
{
    /// <summary>Small ones, of which a ring keeps the last thousand.</summary>
    public static void Arrays()
    {
        var ring = new byte[1024][];
        for (int i = 0; i < 2_000_000; i++)
            ring[i & 1023] = new byte[64];
        Check.That(ring[5].Length == 64);
    }

    /// <summary>Large ones, each written once a page.</summary>
    public static void LargeArrays()
    {
        long sum = 0;
        for (int i = 0; i < 64; i++)
        {
            byte[] array = new byte[4 << 20];
            for (int at = 0; at < array.Length; at += 4096)
                array[at] = 1;
            sum += array[4096];
        }

        Check.That(sum == 64);
    }
}
