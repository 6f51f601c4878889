using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hermit.Run;

/// <summary>
/// The guest's standard error: a socket to which QEMU connects COM2. A file would not do, since opening the caller's
/// standard error a second time truncates a file and fails for a socket.
/// </summary>
internal sealed class ErrorChannel : IDisposable
{
    private readonly Socket _listener;

    /// <summary>Listens on a socket in <paramref name="directory"/>, on Windows on a loopback port.</summary>
    public ErrorChannel(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            int port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
            Backend = string.Create(CultureInfo.InvariantCulture, $"socket,host=127.0.0.1,port={port},nodelay=on");
        }
        else
        {
            string path = Path.Combine(directory, "err");
            _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            Backend = $"socket,path={QemuCommand.Escape(path)}";
        }
        _listener.Listen(1);
    }

    /// <summary>QEMU's character device that connects here.</summary>
    public string Backend { get; }

    /// <summary>Copies what the guest writes until QEMU ends or <paramref name="cancellation"/> is asked for.</summary>
    public async Task CopyToAsync(Stream output, CancellationToken cancellation)
    {
        try
        {
            using Socket connection = await _listener.AcceptAsync(cancellation);
            using var stream = new NetworkStream(connection);
            await Pump.CopyAsync(stream, output, cancellation);
        }
        catch (OperationCanceledException)
        {
            // QEMU ended before it connected.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
