namespace Hermit.Run;

/// <summary>Where standard input goes.</summary>
/// <param name="port">The port of the guest's console; null for its serial line.</param>
/// <param name="serial">The serial line.</param>
/// <param name="look">Looks at what goes there.</param>
internal sealed class GuestInput(GuestChannel? port, Stream serial, Action<ReadOnlyMemory<byte>> look)
{
    // A serial line has no end of file: as on a terminal, EOT stands for it, and the kernel takes it so.
    private const byte EndOfInput = 0x04;

    /// <summary>Copies until the end of <paramref name="input"/>, and tells the guest of that. On the caller's thread, which mostly waits.</summary>
    public void Copy(Stream input)
    {
        byte[] buffer = new byte[65536];
        int count;
        while ((count = Read(input, buffer)) > 0)
        {
            look(buffer.AsMemory(0, count));
            Write(buffer.AsSpan(0, count));
        }

        if (port is null)
            Write([EndOfInput]);
        else
            port.End();
    }

    private static int Read(Stream input, byte[] buffer)
    {
        try
        {
            return input.Read(buffer);
        }
        catch (IOException)
        {
            // What cannot be read any more has ended.
            return 0;
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (port is not null)
        {
            port.Send(bytes);
            return;
        }

        try
        {
            serial.Write(bytes);
            serial.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // QEMU ended and took the other side of the pipe along.
        }
    }
}
