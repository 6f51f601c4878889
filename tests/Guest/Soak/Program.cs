using System.Globalization;
using Hermit.Guest.Soak;

// Soak SECONDS: everything at once for so long, twice, and each time the question how much memory is in use afterwards. Prints a line every ten seconds. Exit
// code 0 when no invariant broke and the second time left no more than the first; 1 otherwise, with the reason on standard error.
TimeSpan duration = TimeSpan.FromSeconds(int.Parse(args[0], CultureInfo.InvariantCulture));
try
{
    // What is made once - threads of the pool, buffers, the kernel's tables at their largest - belongs to the baseline.
    Load.Run(duration);
    Usage baseline = Usage.AtRest();
    Console.WriteLine($"baseline: {baseline}");
    Load.Run(duration);
    Usage end = Usage.AtRest();
    Console.WriteLine($"end: {end}");
    end.CheckAgainst(baseline);
    Console.WriteLine("soak: well");
    return 0;
}
catch (BrokenInvariantException broken)
{
    Console.Error.WriteLine($"soak: {broken.Message}");
    return 1;
}
