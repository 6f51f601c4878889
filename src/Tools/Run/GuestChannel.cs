using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hermit.Run;

/// <summary>
/// A way to or from the guest: a socket to which QEMU connects a character device. A file would not do, since opening the caller's
/// standard error a second time truncates a file and fails for a socket; and QEMU's own standard streams are two only.
/// </summary>
internal sealed class GuestChannel : IDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task<Socket> _connection;
    private volatile bool _isCopying;

    /// <summary>Listens on a socket in <paramref name="directory"/>, on Windows on a loopback port.</summary>
    public GuestChannel(string directory, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            int port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
            Backend = string.Create(CultureInfo.InvariantCulture, $"socket,id={name},host=127.0.0.1,port={port},nodelay=on");
        }
        else
        {
            string path = Path.Combine(directory, name);
            _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            Backend = $"socket,id={name},path={QemuCommand.Escape(path)}";
        }

        _listener.Listen(1);
        _connection = _listener.AcceptAsync(_abandoned.Token).AsTask();
    }

    /// <summary>QEMU's character device that connects here; its id is the channel's name.</summary>
    public string Backend { get; }

    /// <summary>Whether everything that has come was copied.</summary>
    public bool IsDrained => !_connection.IsCompletedSuccessfully || (_connection.Result.Available == 0 && !_isCopying);

    /// <summary>What is connected; blocks until QEMU has done so.</summary>
    /// <exception cref="OperationCanceledException">It never will.</exception>
    public Task<Socket> Connection => _connection;

    /// <summary>Gives up waiting for QEMU to connect: it has ended.</summary>
    public void Abandon() => _abandoned.CancelAfter(TimeSpan.FromSeconds(2));

    /// <summary>Hands what the guest writes to <paramref name="take"/> until QEMU ends.</summary>
    public async Task ReceiveAsync(Func<ReadOnlyMemory<byte>, Task> take)
    {
        byte[] buffer = new byte[128 * 1024];
        try
        {
            Socket connection = await _connection;
            while (true)
            {
                // Bytes that wait are seen by IsDrained until it is said that they are being copied.
                await connection.ReceiveAsync(Memory<byte>.Empty);
                _isCopying = true;
                int count = await connection.ReceiveAsync(buffer);
                if (count == 0)
                    break;
                await take(buffer.AsMemory(0, count));
                _isCopying = false;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // QEMU ended, perhaps before it connected.
        }
        finally
        {
            _isCopying = false;
        }
    }

    /// <summary>Sends to the guest; does nothing when QEMU has ended.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            Socket connection = await _connection;
            while (bytes.Length > 0)
                bytes = bytes[await connection.SendAsync(bytes)..];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // There is nobody left to send to.
        }
    }

    /// <summary>The same, on the caller's thread, which blocks meanwhile: for much, which would else go from thread to thread for each piece.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Socket connection = _connection.GetAwaiter().GetResult();
            while (!bytes.IsEmpty)
                bytes = bytes[connection.Send(bytes)..];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // There is nobody left to send to.
        }
    }

    /// <summary>Says that nothing more will be sent, which the guest sees as the end.</summary>
    public void End()
    {
        try
        {
            _connection.GetAwaiter().GetResult().Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // QEMU ended.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_connection.IsCompletedSuccessfully)
            _connection.Result.Dispose();
        _listener.Dispose();
        _abandoned.Dispose();
    }
}
