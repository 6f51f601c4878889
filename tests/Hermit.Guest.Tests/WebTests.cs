using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>
/// samples/Web, an ordinary ASP.NET Core application, serving on the machine. What is expected is written down here: the oracle is the sample's source
/// and the files that went into its image.
/// </summary>
public sealed class WebTests(ServingWeb guest) : IClassFixture<ServingWeb>
{
    [Fact]
    public async Task Serves_text_JSON_files_and_forms()
    {
        Assert.Equal("Hello from a machine that runs nothing but this program!", await guest.Client.GetStringAsync("hello"));
        Assert.StartsWith("{\"message\":\"Hello, World!\"", await guest.Client.GetStringAsync("json"));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(GuestProgram.Sample("Web").Directory, "wwwroot", "index.html")), await guest.Client.GetByteArrayAsync(""));
        Assert.Equal("Healthy", await guest.Client.GetStringAsync("health"));
        using HttpResponseMessage form = await guest.Client.PostAsync("form", new FormUrlEncodedContent([new("text", "grüße & more")]));
        Assert.Equal("You wrote: grüße & more", await form.Content.ReadAsStringAsync());
        Assert.Equal("Hermit", form.Headers.GetValues("X-Served-By").Single());
        using HttpResponseMessage missing = await guest.Client.GetAsync("no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Takes_a_chunked_upload_and_many_requests_on_one_connection()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "upload") { Content = new StreamContent(new MemoryStream(new byte[100_000_000])) };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await guest.Client.SendAsync(request);
        Assert.Equal("100000000", await response.Content.ReadAsStringAsync());
        for (int i = 0; i < 200; i++)
            Assert.StartsWith("Hello", await guest.Client.GetStringAsync("hello"));
    }

    [Fact]
    public async Task Pushes_events_and_echoes_through_a_WebSocket()
    {
        string events = await guest.Client.GetStringAsync("events");
        Assert.Contains("event: tick\ndata: tick 5", events);

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{guest.Port}/echo"), CancellationToken.None);
        await socket.SendAsync("echo"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[16];
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal("echo", Encoding.UTF8.GetString(buffer, 0, received.Count));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    [Fact]
    public async Task Speaks_HTTP_2_with_prior_knowledge()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{guest.Http2Port}/json")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using HttpResponseMessage response = await guest.Client.SendAsync(request);
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
        Assert.Equal("from the host", await guest.Client.GetStringAsync($"fetch?url=http://10.0.2.2:{port}/"));
        await answer;
    }

    [Fact]
    public async Task Answers_while_a_hundred_connections_never_finish_their_requests()
    {
        List<Socket> slow = [];
        for (int i = 0; i < 100; i++)
        {
            // QEMU takes one connection after the other: who comes too early is let in a second later.
            await Task.Delay(10);
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            slow.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, guest.Port);
            await socket.SendAsync("GET /hello HTTP/1.1\r\nHost: guest\r\n"u8.ToArray());
        }

        for (int round = 0; round < 5; round++)
        {
            foreach (Socket socket in slow)
                await socket.SendAsync("X-More: a\r\n"u8.ToArray());
            long before = Stopwatch.GetTimestamp();
            Assert.StartsWith("Hello", await guest.Client.GetStringAsync("hello"));
            Assert.True(Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(10));
        }

        // None was cut off meanwhile: each is answered once it has said everything.
        foreach (Socket socket in slow.Take(20))
        {
            await socket.SendAsync("\r\n"u8.ToArray());
            var answer = new byte[12];
            Assert.Equal(answer.Length, await socket.ReceiveAsync(answer));
            Assert.Equal("HTTP/1.1 200", Encoding.ASCII.GetString(answer));
        }

        foreach (Socket socket in slow)
            socket.Dispose();
    }
}
