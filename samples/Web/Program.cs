using System.Net.ServerSentEvents;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
builder.Services.AddHealthChecks();
builder.WebHost.ConfigureKestrel(options =>
{
    options.Limits.MaxRequestBodySize = null;
    options.ListenAnyIP(builder.Configuration.GetValue("HttpPort", 8080), endpoint => endpoint.Protocols = HttpProtocols.Http1);

    // HTTP/2 with prior knowledge has a port of its own: without TLS the two versions cannot be told apart by agreement.
    options.ListenAnyIP(builder.Configuration.GetValue("Http2Port", 8081), endpoint => endpoint.Protocols = HttpProtocols.Http2);
});

WebApplication app = builder.Build();
app.Use(async (context, next) =>
{
    context.Response.Headers["X-Served-By"] = "Hermit";
    await next(context);
});
app.UseDefaultFiles();
app.UseStaticFiles();
app.UseWebSockets();

app.MapGet("/hello", () => app.Configuration["Greeting"] ?? "Hello!");
app.MapGet("/json", () => new Greeting("Hello, World!", Environment.ProcessorCount));
app.MapPost("/form", async (HttpRequest request) => $"You wrote: {(await request.ReadFormAsync())["text"]}");
app.MapPost("/upload", async (HttpRequest request) =>
{
    long bytes = 0;
    byte[] buffer = new byte[64 << 10];
    for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
        bytes += read;
    return $"{bytes}";
});
app.MapGet("/fetch", async (string url) => await new HttpClient().GetStringAsync(url));
app.MapGet("/events", (CancellationToken cancelled) => TypedResults.ServerSentEvents(Ticks(cancelled)));
app.MapGet("/echo", async (HttpContext context) =>
{
    if (!context.WebSockets.IsWebSocketRequest)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return;
    }

    using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
    byte[] buffer = new byte[4096];
    while (true)
    {
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, context.RequestAborted);
        if (received.MessageType == WebSocketMessageType.Close)
            break;
        await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
    }

    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
});
app.MapHealthChecks("/health");
app.Lifetime.ApplicationStopped.Register(() => Console.WriteLine("Stopped."));
app.Run();

static async IAsyncEnumerable<SseItem<string>> Ticks([EnumeratorCancellation] CancellationToken cancelled)
{
    for (int tick = 1; tick <= 5; tick++)
    {
        yield return new SseItem<string>($"tick {tick}", "tick");
        await Task.Delay(200, cancelled);
    }
}

/// <summary>What <c>/json</c> answers.</summary>
internal sealed record Greeting(string Message, int Processors);

[JsonSerializable(typeof(Greeting))]
[JsonSerializable(typeof(string))]
internal sealed partial class WebJson : JsonSerializerContext;
