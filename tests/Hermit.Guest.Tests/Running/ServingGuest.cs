using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;

namespace Hermit.Guest.Tests.Running;

/// <summary>
/// A web application on the machine for all tests of a class: its port 8080 speaks HTTP/1.1 and its port 8081 HTTP/2. It boots once.
/// </summary>
public abstract class ServingGuest : IAsyncLifetime
{
    private readonly RunningGuest _guest;

    private protected ServingGuest(GuestProgram program, int memory)
    {
        _guest = new RunningGuest(Publisher.Publish(program, Publisher.Guest).Executable, Publisher.Machine, memory, 8080, 8081);
        Client = new HttpClient { BaseAddress = Root, Timeout = TimeSpan.FromSeconds(120) };
    }

    /// <summary>Asks the guest.</summary>
    public HttpClient Client { get; }

    /// <summary>Where the guest serves HTTP/1.1.</summary>
    public Uri Root => new($"http://127.0.0.1:{Port}/");

    /// <summary>The port of this computer for HTTP/1.1.</summary>
    public int Port => _guest.Ports[0];

    /// <summary>The port of this computer for HTTP/2.</summary>
    public int Http2Port => _guest.Ports[1];

    /// <inheritdoc/>
    public Task InitializeAsync() => _guest.WaitFor("Application started", TimeSpan.FromSeconds(90));

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Client.Dispose();
        _guest.Dispose();
        return Task.CompletedTask;
    }
}
