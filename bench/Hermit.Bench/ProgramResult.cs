using System.Globalization;

namespace Hermit.Bench;

/// <summary>Medians of one part of a program.</summary>
/// <param name="Name">The part.</param>
/// <param name="Linux">In the Linux guest.</param>
/// <param name="Hermit">In the image.</param>
internal sealed record ProgramResult(string Name, double Linux, double Hermit)
{
    /// <summary>The image's value as a part of the Linux guest's.</summary>
    public double Ratio => Hermit / Linux;

    /// <summary>Writes a table to standard output.</summary>
    public static void Print(string summary, IReadOnlyList<ProgramResult> results)
    {
        int width = results.Max(r => r.Name.Length) + 2;
        Console.Out.WriteLine(summary);
        Console.Out.WriteLine($"{"".PadRight(width)}{"Linux",12}{"Hermit",12}{"ratio",10}");
        foreach (ProgramResult r in results)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r.Name.PadRight(width)}{r.Linux,12:0.0}{r.Hermit,12:0.0}{r.Ratio,10:0.00}"));
    }
}
