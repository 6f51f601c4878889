using System.Diagnostics;
using System.Net.Sockets;
using Hermit.Run;

namespace Hermit.Sdk.Tests;

/// <summary>The launcher's ear at QEMU's monitor, with a test in QEMU's place.</summary>
public sealed class QemuMonitorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("internal-error", true)]
    [InlineData("paused", false)]
    public async Task A_machine_that_stops_for_an_error_of_QEMU_is_ended(string status, bool ends)
    {
        using Process qemu = Process.Start("sleep", "60");
        using var channel = new GuestChannel(_folder.Path, "monitor");
        var monitor = new QemuMonitor(channel, qemu);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_folder["monitor"]));
        Task listening = monitor.ListenAsync();
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        using var writer = new StreamWriter(stream) { AutoFlush = true };

        await writer.WriteLineAsync("""{"QMP": {"version": {}}}""");
        Assert.Contains("qmp_capabilities", await reader.ReadLineAsync());
        await writer.WriteLineAsync("""{"return": {}}""");
        await writer.WriteLineAsync("""{"event": "STOP"}""");
        Assert.Contains("query-status", await reader.ReadLineAsync());
        await writer.WriteLineAsync($$$"""{"return": {"status": "{{{status}}}", "running": false}}""");
        socket.Shutdown(SocketShutdown.Send);
        await listening;

        Assert.Equal(ends, monitor.HasSeenInternalError);
        Assert.Equal(ends, qemu.WaitForExit(ends ? 10_000 : 0));
        if (!ends)
            qemu.Kill();
    }
}
