using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hermit.Guest.Tests.Building;

namespace Hermit.Guest.Tests.Running;

/// <summary>A guest that serves until it is disposed of, with ports of this computer that lead to it.</summary>
internal sealed class RunningGuest : IDisposable
{
    private readonly Process _launcher;
    private readonly StringBuilder _output = new();

    /// <summary>Boots an image whose program listens on the given ports, with the card that the launcher gives it.</summary>
    public RunningGuest(string image, string machine, int memory, params int[] guestPorts)
        : this(image, machine, memory, guestPorts, ports => ["--network", "user", .. guestPorts.Zip(ports).SelectMany(port => Words($"--port {port.Second}:{port.First}"))])
    {
    }

    /// <summary>Boots an image whose program listens on the given port, with a card that QEMU knows by <paramref name="card"/>.</summary>
    public RunningGuest(string image, string machine, int memory, string card, int guestPort)
        : this(image, machine, memory, [guestPort], ports =>
            ["--network", "none", "--qemu-arguments", string.Create(CultureInfo.InvariantCulture, $"-netdev user,id=n,hostfwd=tcp:127.0.0.1:{ports[0]}-:{guestPort} -device {card},netdev=n")])
    {
    }

    private RunningGuest(string image, string machine, int memory, int[] guestPorts, Func<int[], IEnumerable<string>> network)
    {
        Ports = [.. guestPorts.Select(_ => FreePort())];
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string word in (string[])[.. Words($"exec {Repository.Launcher} --machine {machine} --memory {memory}"), .. network(Ports), image])
            start.ArgumentList.Add(word);
        _launcher = Process.Start(start)!;
        _launcher.OutputDataReceived += (_, line) => Add(line.Data);
        _launcher.ErrorDataReceived += (_, line) => Add(line.Data);
        _launcher.BeginOutputReadLine();
        _launcher.BeginErrorReadLine();
    }

    /// <summary>The ports of this computer, in the order of the guest's.</summary>
    public int[] Ports { get; }

    /// <summary>What guest and launcher have said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Waits until the guest has said something.</summary>
    public async Task WaitFor(string text, TimeSpan timeout)
    {
        for (var watch = Stopwatch.StartNew(); !Output.Contains(text, StringComparison.Ordinal); await Task.Delay(50))
            Assert.True(watch.Elapsed < timeout && !_launcher.HasExited, $"the guest has not said '{text}', but:\n{Output}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_launcher.HasExited)
            _launcher.Kill(entireProcessTree: true);
        _launcher.Dispose();
    }

    /// <summary>A port of this computer that nobody listens on.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string[] Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture).Split(' ');

    private void Add(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
