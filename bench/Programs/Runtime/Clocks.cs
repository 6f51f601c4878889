using System.Diagnostics;

/// <summary>Reading the clock.</summary>
internal static class Clocks
{
    public static void Timestamps()
    {
        long last = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            long now = Stopwatch.GetTimestamp();
            Check.That(now >= last);
            last = now;
        }
    }
}
