namespace Hermit.Bench;

/// <summary>What was measured on one side of the web benchmark, over all rounds.</summary>
/// <param name="name">The side.</param>
/// <param name="command">QEMU and its arguments for a memory size in MB, with the card behind a port of the host.</param>
internal sealed class WebSide(string name, Func<int, List<string>> command)
{
    /// <summary>The side.</summary>
    public string Name => name;

    /// <summary>From QEMU's start to the first answer, in milliseconds.</summary>
    public List<double> First { get; } = [];

    /// <summary>wrk's findings, by what was asked for and by how many connections.</summary>
    public Dictionary<(string Path, int Connections), List<WrkResult>> Load { get; } = [];

    /// <summary>Boots the machine.</summary>
    public ServingGuest Boot(int megabytes) =>
        ServingGuest.Boot(command(megabytes), "GET /json HTTP/1.1\r\nHost: guest\r\n\r\n"u8.ToArray(), "HTTP/1.1 200"u8.ToArray());

    /// <summary>Adds a finding.</summary>
    public void Add(string path, int connections, WrkResult result)
    {
        if (!Load.TryGetValue((path, connections), out List<WrkResult>? results))
            Load[(path, connections)] = results = [];
        results.Add(result);
    }
}
