using System.Net;
using System.Net.WebSockets;
using System.Text;
using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>
/// samples/Web, an ordinary ASP.NET Core application, serving on the machine. What is expected is written down here: the oracle is the sample's source
/// and the files that went into its image.
/// </summary>
public sealed class WebTests : IDisposable, IAsyncLifetime
{
    private static readonly GuestProgram s_web = GuestProgram.Sample("Web");
    private readonly RunningGuest _guest = new(Publisher.Publish(s_web, Publisher.Guest).Executable, "microvm", 128, 8080, 8081);
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };

    private Uri Root => new($"http://127.0.0.1:{_guest.Ports[0]}/");

    public async Task InitializeAsync()
    {
        await _guest.WaitFor("Application started", TimeSpan.FromSeconds(60));
        _client.BaseAddress = Root;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _guest.Dispose();
    }

    [Fact]
    public async Task Serves_text_JSON_files_and_forms()
    {
        Assert.Equal("Hello from a machine that runs nothing but this program!", await _client.GetStringAsync("hello"));
        Assert.StartsWith("{\"message\":\"Hello, World!\"", await _client.GetStringAsync("json"));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(s_web.Directory, "wwwroot", "index.html")), await _client.GetByteArrayAsync(""));
        Assert.Equal("Healthy", await _client.GetStringAsync("health"));
        using HttpResponseMessage form = await _client.PostAsync("form", new FormUrlEncodedContent([new("text", "grüße & more")]));
        Assert.Equal("You wrote: grüße & more", await form.Content.ReadAsStringAsync());
        Assert.Equal("Hermit", form.Headers.GetValues("X-Served-By").Single());
        using HttpResponseMessage missing = await _client.GetAsync("no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Takes_a_chunked_upload_and_many_requests_on_one_connection()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "upload") { Content = new StreamContent(new MemoryStream(new byte[20_000_000])) };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal("20000000", await response.Content.ReadAsStringAsync());
        for (int i = 0; i < 200; i++)
            Assert.StartsWith("Hello", await _client.GetStringAsync("hello"));
    }

    [Fact]
    public async Task Pushes_events_and_echoes_through_a_WebSocket()
    {
        string events = await _client.GetStringAsync("events");
        Assert.Contains("event: tick\ndata: tick 5", events);

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_guest.Ports[0]}/echo"), CancellationToken.None);
        await socket.SendAsync("echo"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[16];
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal("echo", Encoding.UTF8.GetString(buffer, 0, received.Count));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    [Fact]
    public async Task Speaks_HTTP_2_with_prior_knowledge()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_guest.Ports[1]}/json")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Fetches_from_a_server_on_this_computer()
    {
        using var server = new HttpListener();
        int port = RunningGuest.FreePort();
        server.Prefixes.Add($"http://*:{port}/"); // the guest calls this computer 10.0.2.2
        server.Start();
        Task answer = Task.Run(async () =>
        {
            HttpListenerContext context = await server.GetContextAsync();
            context.Response.Close("from the host"u8.ToArray(), willBlock: false);
        });
        Assert.Equal("from the host", await _client.GetStringAsync($"fetch?url=http://10.0.2.2:{port}/"));
        await answer;
    }
}
