using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Process;

/// <summary>Pipes, signals, changes of files, and what the process is told of itself.</summary>
internal static partial class Communication
{
    public static GuestCase[] Cases =>
    [
        new("pipe-anonymous", SendThroughPipe),
        new("pipe-ends", EndPipe),
        new("signal-handled", HandleSignal),
        new("signal-canceled", CancelSignal),
        new("signal-default", EndBySignal),
        new("watch-folder", WatchFolder),
        new("process-self", DescribeSelf),
        new("process-times", MeasureSelf),
        new("stdout-ticker", WriteWhileTicking),
    ];

    private static void SendThroughPipe()
    {
        using AnonymousPipeServerStream server = new(PipeDirection.Out);
        using AnonymousPipeClientStream client = new(PipeDirection.In, server.ClientSafePipeHandle);
        byte[] sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);
        Thread writer = new(() =>
        {
            server.Write(sent);
            server.Dispose();
        });
        writer.Start();
        MemoryStream received = new();
        client.CopyTo(received);
        writer.Join();
        Console.WriteLine($"{received.Length} bytes, equal {received.ToArray().AsSpan().SequenceEqual(sent)}");
    }

    private static void EndPipe()
    {
        AnonymousPipeServerStream server = new(PipeDirection.Out);
        AnonymousPipeClientStream client = new(PipeDirection.In, server.ClientSafePipeHandle);
        client.Dispose();
        try
        {
            server.WriteByte(1);
            Console.WriteLine("written");
        }
        catch (IOException error)
        {
            Console.WriteLine(error.Message);
        }
    }

    private static void HandleSignal()
    {
        using ManualResetEventSlim handled = new();
        using (PosixSignalRegistration.Create((PosixSignal)18, context =>
        {
            Console.WriteLine($"{context.Signal}, cancel {context.Cancel}");
            handled.Set();
        }))
        {
            Send(18);
            Console.WriteLine(handled.Wait(10_000));
        }
    }

    private static void CancelSignal()
    {
        using ManualResetEventSlim handled = new();
        using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            handled.Set();
        }))
        {
            Send(15);
            Console.WriteLine(handled.Wait(10_000));
        }
    }

    private static void EndBySignal()
    {
        Console.WriteLine("before");
        Send(15);
        Thread.Sleep(10_000);
        Console.WriteLine("after");
    }

    private static void WatchFolder()
    {
        string folder = Directory.CreateTempSubdirectory("watched").FullName;
        using FileSystemWatcher watcher = new(folder) { IncludeSubdirectories = true };
        using BlockingEvents events = new();
        watcher.Created += (_, change) => events.Add($"created {change.Name}");
        watcher.Deleted += (_, change) => events.Add($"deleted {change.Name}");
        watcher.Renamed += (_, change) => events.Add($"renamed {change.OldName} {change.Name}");
        watcher.EnableRaisingEvents = true;
        File.WriteAllText(Path.Combine(folder, "a"), "text");
        Console.WriteLine(events.Take());
        File.Move(Path.Combine(folder, "a"), Path.Combine(folder, "b"));
        Console.WriteLine(events.Take());
        File.Delete(Path.Combine(folder, "b"));
        Console.WriteLine(events.Take());
        watcher.EnableRaisingEvents = false;
        Directory.Delete(folder, recursive: true);
    }

    private static void DescribeSelf()
    {
        using System.Diagnostics.Process self = System.Diagnostics.Process.GetCurrentProcess();
        Console.WriteLine($"{self.ProcessName} {Path.GetFileName(Environment.ProcessPath)} {Path.GetFileName(Environment.GetCommandLineArgs()[0])}");
        Console.WriteLine($"{self.Id == Environment.ProcessId} {self.HasExited} {self.WorkingSet64 > 0} {Environment.WorkingSet > 0} {self.Threads.Count > 0}");
        Console.WriteLine($"{self.StartTime <= DateTime.Now} {Path.GetFileName(self.MainModule?.FileName)}");
    }

    // Works until the processor has been had for long enough, however busy the machine below is, and then sleeps.
    private static void MeasureSelf()
    {
        TimeSpan before = ProcessorTime();
        TimeSpan usageBefore = Environment.CpuUsage.TotalTime;
        Stopwatch watch = Stopwatch.StartNew();
        while ((ProcessorTime() - before).TotalMilliseconds < 300 && watch.ElapsedMilliseconds < 30_000)
        {
        }

        double worked = (ProcessorTime() - before).TotalMilliseconds;
        double usage = (Environment.CpuUsage.TotalTime - usageBefore).TotalMilliseconds;
        Console.WriteLine($"{worked >= 300} {Math.Abs(usage - worked) < 100}");

        before = ProcessorTime();
        usageBefore = Environment.CpuUsage.TotalTime;
        Thread.Sleep(500);
        double asleep = (ProcessorTime() - before).TotalMilliseconds;
        double usageAsleep = (Environment.CpuUsage.TotalTime - usageBefore).TotalMilliseconds;
        Console.WriteLine($"{asleep < 250} {usageAsleep < 250}");
    }

    private static TimeSpan ProcessorTime()
    {
        using System.Diagnostics.Process self = System.Diagnostics.Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    // The largest gap between two moments of a thread that only looks at the clock, while another one writes a megabyte.
    private static void WriteWhileTicking()
    {
        using Stream output = Console.OpenStandardOutput();
        byte[] line = new byte[1 << 20];
        Array.Fill(line, (byte)'.');
        line[^1] = (byte)'\n';
        Thread writer = new(() => output.Write(line));
        writer.Start();
        double largest = 0;
        Stopwatch watch = Stopwatch.StartNew();
        while (writer.IsAlive)
        {
            double before = watch.Elapsed.TotalMilliseconds;
            Thread.Sleep(1);
            largest = Math.Max(largest, watch.Elapsed.TotalMilliseconds - before);
        }

        Console.Error.WriteLine($"largest gap {largest:0.0} ms");
        Console.WriteLine(largest < 200);
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Kill")]
    private static partial int KillByRuntime(int process, int signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    // .NET's own function refuses all but SIGKILL and SIGSTOP on Linux, where the C library takes any signal. A guest has no C library.
    private static void Send(int signal)
    {
        int result;
        try
        {
            result = Kill(Environment.ProcessId, signal);
        }
        catch (DllNotFoundException)
        {
            result = KillByRuntime(Environment.ProcessId, signal);
        }

        if (result != 0)
            Console.WriteLine($"signal {signal} was not sent");
    }

    private sealed class BlockingEvents : IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<string> _events = [];

        public void Add(string change) => _events.Add(change);

        public string Take() => _events.TryTake(out string? change, 10_000) ? change : "nothing";

        public void Dispose() => _events.Dispose();
    }
}
