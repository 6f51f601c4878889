using System.Globalization;

/// <summary>Numbers to text: integers, floating-point numbers, interpolation.</summary>
internal static class Formatting
{
    public static void Numbers()
    {
        long length = 0;
        for (int i = 0; i < 500_000; i++)
        {
            length += (i & 3) switch
            {
                0 => i.ToString(CultureInfo.InvariantCulture).Length,
                1 => (i * 0.37).ToString("F2", CultureInfo.InvariantCulture).Length,
                2 => i.ToString("x8", CultureInfo.InvariantCulture).Length,
                _ => string.Create(CultureInfo.InvariantCulture, $"{i}: {i * 3L}").Length,
            };
        }

        Check.That(length > 500_000);
    }
}
