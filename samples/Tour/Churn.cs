namespace Tour;

/// <summary>One gigabyte allocated through a small window of live objects: far more than the machine need have.</summary>
internal static class Churn
{
    private const long Total = 1L << 30;

    public static void Run()
    {
        var window = new byte[2048][];
        var chain = new LinkedList<byte[]>();
        long allocated = 0, checksum = 0;
        for (int i = 0; allocated < Total; i++)
        {
            // Small ones mostly, a medium one now and then, rarely a large one.
            int size = i % 1000 == 999 ? 200_000 : i % 50 == 49 ? 9_000 : 16 + (i * 37 % 600);
            var block = new byte[size];
            block[0] = (byte)i;
            block[^1] = (byte)(i >> 8);
            byte[]? old = window[i % window.Length];
            if (old is not null)
                checksum += old[0] + (old[^1] * 3);
            window[i % window.Length] = block;
            if (i % 100 == 0)
            {
                chain.AddLast(block);
                if (chain.Count > 200)
                    chain.RemoveFirst();
            }

            allocated += size;
        }

        Console.WriteLine($"{allocated} bytes, checksum {checksum}, {chain.Count} still chained, {chain.Sum(block => (long)block[0])}");
    }
}
