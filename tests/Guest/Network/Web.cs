using System.Net;
using System.Text;

namespace Hermit.Guest.Network;

/// <summary>HTTP over the loopback, client and server from .NET's libraries.</summary>
internal static class Web
{
    public static GuestCase[] Cases => [new("http-get", () => Get().GetAwaiter().GetResult()), new("http-post", () => Post().GetAwaiter().GetResult())];

    private static async Task Get()
    {
        using HttpListener listener = Start(out string address);
        Task server = Serve(listener, 3);
        using HttpClient client = new();
        for (int i = 0; i < 3; i++)
        {
            HttpResponseMessage answer = await client.GetAsync($"{address}page{i}");
            Console.WriteLine($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        await server;
    }

    private static async Task Post()
    {
        using HttpListener listener = Start(out string address);
        Task server = Serve(listener, 1);
        using HttpClient client = new();
        HttpResponseMessage answer = await client.PostAsync(address + "upload", new ByteArrayContent(new byte[3_000_000]));
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
        await server;
    }

    private static HttpListener Start(out string address)
    {
        HttpListener listener = new();
        address = "http://localhost:8123/";
        listener.Prefixes.Add(address);
        listener.Start();
        return listener;
    }

    private static async Task Serve(HttpListener listener, int count)
    {
        for (int i = 0; i < count; i++)
        {
            HttpListenerContext context = await listener.GetContextAsync();
            MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath} {body.Length}"));
            context.Response.Close();
        }
    }
}
