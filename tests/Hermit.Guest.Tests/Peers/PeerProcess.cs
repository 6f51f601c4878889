using System.Diagnostics;
using System.Net.Sockets;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests.Peers;

/// <summary>A server on this computer's loopback, in a folder of its own; both go with it.</summary>
internal abstract class PeerProcess : IDisposable
{
    private Process? _process;

    protected PeerProcess()
    {
        Port = RunningGuest.FreePort();
        Folder = Directory.CreateTempSubdirectory("hermit-peer").FullName;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What it keeps its files in.</summary>
    protected string Folder { get; }

    /// <summary>Ends the server and removes its files.</summary>
    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts the server and waits until it takes connections.</summary>
    protected void Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var watch = Stopwatch.StartNew(); !Answers(); Thread.Sleep(50))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30) && !_process.HasExited, $"{program} does not listen on port {Port}");
    }

    private bool Answers()
    {
        try
        {
            using var probe = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
