namespace Hermit.Run;

/// <summary>Copies bytes as they come.</summary>
internal static class Pump
{
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
    /// Copies standard input to the guest's serial line. There is no end of file on such a line: as on a terminal, EOT
    /// stands for it, and the kernel takes it so.
    /// </summary>
    public static async Task CopyInputAsync(Stream input, Stream output)
    {
        try
        {
            await CopyAsync(input, output, CancellationToken.None);
            await output.WriteAsync(new[] { EndOfInput });
            await output.FlushAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // QEMU ended and took the other side of the pipe along.
        }
    }
}
