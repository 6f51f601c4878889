/// <summary>Keeps the work of a part from being left out, and a wrong result from being fast.</summary>
internal static class Check
{
    public static void That(bool condition)
    {
        if (!condition)
            throw new InvalidOperationException("A part of the benchmark went wrong.");
    }
}
