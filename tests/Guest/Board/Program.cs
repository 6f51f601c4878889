// What the tests of the machine ask: whether a program for newer CPUs starts, what year the battery-backed clock has, how time goes by, on which
// processors threads run, and where secrets come from.
using System.Diagnostics;

switch (args)
{
    case ["clock"]:
        // The kernel measures its clock twice, roughly at boot and finely a little later; time must not show it.
        long start = Stopwatch.GetTimestamp(), previous = start, backwards = 0;
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(300))
        {
            long now = Stopwatch.GetTimestamp();
            backwards += now < previous ? 1 : 0;
            previous = now;
        }

        Console.WriteLine($"{backwards} times back; sleeping");
        Thread.Sleep(2000);
        Console.WriteLine("awake");
        break;

    case ["processors"]:
        Console.WriteLine($"{Environment.ProcessorCount} processors");
        Console.WriteLine($"threads on {Processors.CountUsed()}");
        break;

    case ["clocks"]:
        Console.WriteLine($"{Processors.CountStepsBack(TimeSpan.FromMilliseconds(300))} times back");
        break;

    case ["panic"]:
        Processors.ExhaustStack();
        break;

    case ["secret"]:
        try
        {
            byte[] bytes = new byte[100_000];
            using FileStream source = File.OpenRead("/dev/random");
            source.ReadExactly(bytes);
            Console.WriteLine($"{bytes.Distinct().Count()} values");
        }
        catch (IOException)
        {
            Console.WriteLine("no secrets");
        }

        break;

    default:
        Console.WriteLine(DateTime.UtcNow.Year);
        break;
}
