/// <summary>Copies and fills of a megabyte: more than the caches nearest to the processor hold.</summary>
internal static class Spans
{
    public static void CopyAndFill()
    {
        byte[] from = new byte[1 << 20], to = new byte[1 << 20];
        for (int i = 0; i < 256; i++)
        {
            from.AsSpan().Fill((byte)i);
            from.AsSpan().CopyTo(to);
            Check.That(to[i * 4096 % to.Length] == (byte)i);
        }
    }
}
