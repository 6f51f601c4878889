// What the tests of the machine ask: whether a program for newer CPUs starts, what year the battery-backed clock has, and how time goes by.
using System.Diagnostics;

if (args is ["clock"])
{
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
    return;
}

Console.WriteLine(DateTime.UtcNow.Year);
