namespace Hermit.Run;

/// <summary>One of the launcher's output streams, into which a port of the guest and one of its serial lines go.</summary>
/// <param name="stream">Where to.</param>
/// <param name="port">The port.</param>
internal sealed class OutputStream(Stream stream, GuestChannel port)
{
    // The port is quiet when the kernel writes to the serial line. If not, its output is not held back for ever.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private bool _isBroken;

    /// <summary>Copies from the port until QEMU ends.</summary>
    public Task CopyPortAsync() => port.ReceiveAsync(WriteAsync);

    /// <summary>Copies from the serial line until QEMU ends. What the guest wrote to the port before comes first.</summary>
    public async Task CopySerialAsync(Stream serial)
    {
        byte[] buffer = new byte[65536];
        int count;
        while ((count = await serial.ReadAsync(buffer)) > 0)
            await WriteSerialAsync(buffer.AsMemory(0, count));
    }

    /// <summary>Writes what came from the serial line, behind what came from the port.</summary>
    public async Task WriteSerialAsync(ReadOnlyMemory<byte> bytes)
    {
        for (long start = Environment.TickCount64; !port.IsDrained && Environment.TickCount64 - start < s_patience.TotalMilliseconds;)
            await Task.Delay(1);
        await WriteAsync(bytes);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_isBroken)
            {
                await stream.WriteAsync(bytes);
                await stream.FlushAsync();
            }
        }
        catch (IOException)
        {
            // The reader of our output went away. The guest goes on; there is nobody to copy for.
            _isBroken = true;
        }
        finally
        {
            _turn.Release();
        }
    }
}
