using System.Diagnostics;

// What takes time is said on the standard error: the standard output is what is measured.
const int Output = 50_000_000;
const int Lines = 100_000;

var watch = Stopwatch.StartNew();
using (Stream input = Console.OpenStandardInput())
{
    var piece = new byte[65536];
    while (input.Read(piece) > 0)
    {
    }
}

Report("input", watch);

watch.Restart();
for (int i = 0; i < Lines; i++)
    Console.WriteLine("one of a hundred thousand lines that a program writes");
Report("lines", watch);

watch.Restart();
using (Stream output = Console.OpenStandardOutput())
{
    var piece = new byte[65536];
    Array.Fill(piece, (byte)'x');
    for (int written = 0; written < Output; written += piece.Length)
        output.Write(piece);
}

Report("output", watch);

static void Report(string name, Stopwatch watch) => Console.Error.WriteLine($"bench: {name} {watch.ElapsedMilliseconds}");
