using System.Globalization;
using Hermit.Guest.Soak;

// Soak SECONDS: everything at once for so long, then once more the question how much memory is in use. Prints a line every ten seconds. Exit code 0 when
// no invariant broke and memory came back; 1 otherwise, with the reason on standard error.
TimeSpan warmUp = TimeSpan.FromSeconds(10);
TimeSpan duration = TimeSpan.FromSeconds(int.Parse(args[0], CultureInfo.InvariantCulture));
try
{
    // What is made once - threads of the pool, buffers, code paths' own statics - belongs to the baseline.
    Load.Run(warmUp);
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
