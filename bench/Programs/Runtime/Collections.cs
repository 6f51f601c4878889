/// <summary>A dictionary that grows from nothing, and look-ups in it.</summary>
internal static class Collections
{
    public static void DictionaryInserts()
    {
        const int Count = 1_000_000;
        var dictionary = new Dictionary<int, int>();
        for (int i = 0; i < Count; i++)
            dictionary[unchecked(i * 7919)] = i;
        long sum = 0;
        for (int i = 0; i < Count; i++)
            sum += dictionary[unchecked(i * 7919)];
        Check.That(sum == (long)Count * (Count - 1) / 2);
    }
}
