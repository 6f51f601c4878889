namespace Hermit.Run;

/// <summary>Copies bytes as they come.</summary>
internal static class Pump
{
    private const byte Escape = 0x10;
    private const byte EndOfInput = 0x04;

    /// <summary>Copies until the end of <paramref name="input"/>, flushing after each piece.</summary>
    public static async Task CopyAsync(Stream input, Stream output, CancellationToken cancellation)
    {
        byte[] buffer = new byte[65536];
        try
        {
            int count;
            while ((count = await input.ReadAsync(buffer, cancellation)) > 0)
            {
                await output.WriteAsync(buffer.AsMemory(0, count), cancellation);
                await output.FlushAsync(cancellation);
            }
        }
        catch (IOException)
        {
            // The reader of our output went away, or QEMU's end of a socket was reset: there is nobody left to copy for.
        }
    }

    /// <summary>
    /// Copies standard input to the guest's serial line, on which there is no end of file. Its end is therefore sent as
    /// DLE EOT, and a DLE in the data as DLE DLE. The kernel reads it so when its configuration says <c>stdin=escaped</c>.
    /// </summary>
    public static async Task CopyEscapedAsync(Stream input, Stream output, CancellationToken cancellation)
    {
        byte[] buffer = new byte[4096];
        byte[] escaped = new byte[buffer.Length * 2];
        try
        {
            int count;
            while ((count = await input.ReadAsync(buffer, cancellation)) > 0)
            {
                int length = EscapeInto(escaped, buffer.AsSpan(0, count));
                await output.WriteAsync(escaped.AsMemory(0, length), cancellation);
                await output.FlushAsync(cancellation);
            }
            await output.WriteAsync(new byte[] { Escape, EndOfInput }, cancellation);
            await output.FlushAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // QEMU ended and took the other side of the pipe along.
        }
    }

    /// <summary>Writes <paramref name="data"/> with every DLE doubled and returns the length.</summary>
    public static int EscapeInto(Span<byte> escaped, ReadOnlySpan<byte> data)
    {
        int length = 0;
        foreach (byte value in data)
        {
            if (value == Escape)
                escaped[length++] = Escape;
            escaped[length++] = value;
        }
        return length;
    }
}
