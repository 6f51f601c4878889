using System.Diagnostics;
using System.Net.Sockets;

namespace Hermit.Bench;

/// <summary>A guest that serves on port 8080, reached through a port of the host.</summary>
internal sealed class ServingGuest : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServingGuest(Process process, TimeSpan toFirst)
    {
        _process = process;
        ToFirst = toFirst;
    }

    /// <summary>The host's port.</summary>
    public const int Port = 18089;

    /// <summary>From QEMU's start to the first answer.</summary>
    public TimeSpan ToFirst { get; }

    /// <summary>Boots it and waits until it answers.</summary>
    /// <param name="command">QEMU and its arguments.</param>
    /// <param name="question">What it is asked, on a connection of its own.</param>
    /// <param name="answer">What its answer begins with.</param>
    /// <exception cref="BenchException">It does not.</exception>
    public static ServingGuest Boot(List<string> command, byte[] question, byte[] answer)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long before = Stopwatch.GetTimestamp();
        Process process = Process.Start(start) ?? throw new BenchException("QEMU did not start.");
        var console = new List<string>();
        using var listening = new ManualResetEventSlim();
        void Keep(string? line)
        {
            lock (console)
                console.Add(line ?? "");

            // Asked earlier, QEMU's network would keep the question and repeat it by its own slow clock.
            if (line is null || line.Contains("Application started", StringComparison.Ordinal))
                listening.Set();
        }

        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => { lock (console) console.Add(e.Data ?? ""); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        listening.Wait(Limit);
        while (!process.HasExited && Stopwatch.GetElapsedTime(before) < Limit)
        {
            if (Answers(question, answer))
                return new ServingGuest(process, Stopwatch.GetElapsedTime(before));
        }

        process.Kill();
        process.WaitForExit();
        lock (console)
            throw new BenchException($"The guest does not serve. Its console:{Environment.NewLine}{string.Join(Environment.NewLine, console.TakeLast(30))}");
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>A connection to it.</summary>
    public static Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", Port);
        return socket;
    }

    private static bool Answers(byte[] question, byte[] expected)
    {
        try
        {
            using Socket socket = Connect();
            socket.ReceiveTimeout = 500;
            socket.Send(question);
            byte[] answer = new byte[64];
            return socket.Receive(answer) >= expected.Length && answer.AsSpan().StartsWith(expected);
        }
        catch (SocketException)
        {
            Thread.Sleep(5);
            return false;
        }
    }
}
