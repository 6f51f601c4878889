using System.Diagnostics;

// What takes time is said on the standard error: the standard output is what is measured.
const int Little = 300_000;
const int Input = 10_000_000;
const int Output = 50_000_000;
const int Lines = 100_000;

var watch = Stopwatch.StartNew();
using (Stream input = Console.OpenStandardInput())
{
    var piece = new byte[65536];
    int total = 0;
    while (total < Input && input.Read(piece) is int count and > 0)
    {
        if (total < Little && total + count >= Little)
            Report("300 kB of input", watch);
        total += count;
    }

    if (total != Input)
        Console.Error.WriteLine($"{total} bytes came of {Input}");
    Report("10 MB of input", watch);
}

watch.Restart();
for (int i = 0; i < Lines; i++)
    Console.WriteLine("one of a hundred thousand lines that a program writes");
Report("100,000 lines", watch);

watch.Restart();
using (Stream output = Console.OpenStandardOutput())
{
    var piece = new byte[65536];
    Array.Fill(piece, (byte)'x');
    for (int written = 0; written < Output; written += piece.Length)
        output.Write(piece);
}

Report("50 MB of output", watch);

static void Report(string name, Stopwatch watch) => Console.Error.WriteLine($"bench: {name} {watch.ElapsedMilliseconds}");
