using System.ComponentModel;
using System.Diagnostics;

namespace Hermit.Guest.Threads;

/// <summary>Threads that are kept to some processors.</summary>
internal static class Affinity
{
    public static readonly GuestCase[] Cases =
    [
        new("affinity-one-processor", OneProcessor),
        new("affinity-refused", Refused),
    ];

    private static void OneProcessor()
    {
        using Process self = Process.GetCurrentProcess();
        nint all = self.ProcessorAffinity;
        int processors = Environment.ProcessorCount;
        self.ProcessorAffinity = 1;
        Console.WriteLine(self.ProcessorAffinity);
        int elsewhere = 0;
        var threads = new Thread[4];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                for (int round = 0; round < 200; round++)
                {
                    if (Thread.GetCurrentProcessorId() != 0)
                        Interlocked.Increment(ref elsewhere);
                    if (round % 20 == 0)
                        Thread.Sleep(1);
                    else
                        Thread.Yield();
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine(elsewhere);
        self.ProcessorAffinity = all;
        Console.WriteLine(self.ProcessorAffinity == all && Environment.ProcessorCount == processors);
    }

    private static void Refused()
    {
        using Process self = Process.GetCurrentProcess();
        nint all = self.ProcessorAffinity;
        foreach (nint none in new nint[] { 0, (nint)1 << 62 })
        {
            try
            {
                self.ProcessorAffinity = none;
                Console.WriteLine("taken");
            }
            catch (Win32Exception exception)
            {
                Console.WriteLine($"{exception.NativeErrorCode}: {exception.Message}");
            }
        }

        Console.WriteLine(self.ProcessorAffinity == all);
    }
}
