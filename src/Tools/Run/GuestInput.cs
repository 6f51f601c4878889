namespace Hermit.Run;

/// <summary>Where standard input goes.</summary>
/// <param name="port">The port of the guest's console; null for its serial line.</param>
/// <param name="serial">The serial line.</param>
/// <param name="look">Looks at what goes there.</param>
internal sealed class GuestInput(GuestChannel? port, Stream serial, Action<ReadOnlyMemory<byte>> look)
{
    // A serial line has no end of file: as on a terminal, EOT stands for it, and the kernel takes it so.
    private const byte EndOfInput = 0x04;

    /// <summary>Copies until the end of <paramref name="input"/>, and tells the guest of that.</summary>
    public async Task CopyAsync(Stream input)
    {
        byte[] buffer = new byte[65536];
        int count;
        while ((count = await ReadAsync(input, buffer)) > 0)
        {
            look(buffer.AsMemory(0, count));
            await WriteAsync(buffer.AsMemory(0, count));
        }

        await (port is null ? WriteAsync(new[] { EndOfInput }) : port.EndAsync());
    }

    private static async Task<int> ReadAsync(Stream input, byte[] buffer)
    {
        try
        {
            return await input.ReadAsync(buffer);
        }
        catch (IOException)
        {
            // What cannot be read any more has ended.
            return 0;
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (port is not null)
        {
            await port.SendAsync(bytes);
            return;
        }

        try
        {
            await serial.WriteAsync(bytes);
            await serial.FlushAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // QEMU ended and took the other side of the pipe along.
        }
    }
}
