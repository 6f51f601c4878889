namespace Hermit.Run;

/// <summary>The ways between the launcher and a guest: the ports of its console, the second serial line, and QEMU's monitor.</summary>
internal sealed class GuestChannels(string directory) : IDisposable
{
    /// <summary>The guest's standard input.</summary>
    public GuestChannel Input { get; } = new(directory, "stdin");

    /// <summary>Its standard output.</summary>
    public GuestChannel Output { get; } = new(directory, "stdout");

    /// <summary>Its standard error.</summary>
    public GuestChannel Error { get; } = new(directory, "stderr");

    /// <summary>What the launcher has to say: the size of its terminal, and signals.</summary>
    public GuestChannel Control { get; } = new(directory, "control");

    /// <summary>QEMU's monitor.</summary>
    public GuestChannel Monitor { get; } = new(directory, "monitor");

    /// <summary>Errors that the kernel reports on the second serial line: before its devices work, or because one does not.</summary>
    public GuestChannel SerialError { get; } = new(directory, "serial-error");

    /// <summary>The ports of the console.</summary>
    public IReadOnlyList<GuestChannel> Ports => [Input, Output, Error, Control];

    /// <summary>Gives up waiting for QEMU to connect: it has ended.</summary>
    public void Abandon()
    {
        foreach (GuestChannel channel in (GuestChannel[])[.. Ports, SerialError, Monitor])
            channel.Abandon();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GuestChannel channel in (GuestChannel[])[.. Ports, SerialError, Monitor])
            channel.Dispose();
    }
}
