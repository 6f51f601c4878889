namespace Hermit.Guest.Soak;

/// <summary>Arrays with pages of their own, of sizes that leave holes.</summary>
internal static class LargeArrays
{
    private const int Arrays = 16, Most = 400_000;

    public static void Step()
    {
        var arrays = new int[Arrays][];
        for (int i = 0; i < Arrays * 4; i++)
        {
            var array = new int[(i * 7919 % Most / sizeof(int)) + 1];
            BrokenInvariantException.Unless(array[0] == 0 && array[^1] == 0, "a new array is not clear");
            array[0] = array[^1] = array.Length;
            int place = i % Arrays;
            BrokenInvariantException.Unless(arrays[place] is not { } old || (old[0] == old.Length && old[^1] == old.Length), "an array was overwritten");
            arrays[place] = array;
        }
    }
}
