using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Hermit.Guest.Peers;
using Hermit.Guest.Tests.Peers;

namespace Hermit.Guest.Tests;

/// <summary>tests/Guest/Peers, a service on the machine, and others from outside that it talks to: real servers and clients on this computer.</summary>
public sealed class PeerTests(ServingPeers guest) : IClassFixture<ServingPeers>
{
    /// <summary>What the guest calls this computer: QEMU's user network.</summary>
    private const string ThisComputer = "10.0.2.2";

    [Fact]
    public async Task Answers_a_gRPC_client()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress($"http://127.0.0.1:{guest.Http2Port}");
        var client = new Greeter.GreeterClient(channel);
        Assert.Equal("Hello world", (await client.SayHelloAsync(new HelloRequest { Name = "world" })).Message);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await client.SayHelloAsync(new HelloRequest()));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);

        using (AsyncServerStreamingCall<HelloReply> counting = client.Count(new HelloRequest { Name = "reply", Times = 200 }))
        {
            List<string> replies = [];
            await foreach (HelloReply reply in counting.ResponseStream.ReadAllAsync())
                replies.Add(reply.Message);
            Assert.Equal(Enumerable.Range(1, 200).Select(i => $"reply {i}"), replies);
        }

        using AsyncDuplexStreamingCall<HelloRequest, HelloReply> echo = client.Echo();
        for (int i = 0; i < 20; i++)
        {
            string sent = new('x', i * 1000);
            await echo.RequestStream.WriteAsync(new HelloRequest { Name = sent });
            Assert.True(await echo.ResponseStream.MoveNext());
            Assert.Equal(sent, echo.ResponseStream.Current.Message);
        }

        await echo.RequestStream.CompleteAsync();
        Assert.False(await echo.ResponseStream.MoveNext());
    }

    [PeerFact("redis-server")]
    public async Task Talks_to_Redis()
    {
        using var redis = new RedisServer();
        Assert.Equal("hello from the guest; 500; True; published", await Ask($"redis?server={ThisComputer}:{redis.Port}"));
    }

    [PeerFact("postgresql")]
    public async Task Talks_to_PostgreSQL()
    {
        using var postgres = new PostgresServer();
        string connection = $"Host={ThisComputer};Port={postgres.Port};Username=postgres;Database=postgres;SSL Mode=Disable;Timeout=30";
        Assert.Equal("100 631.25 fact 99 – süß; 23505", await Ask($"postgres?connection={Uri.EscapeDataString(connection)}"));
    }

    [Fact]
    public async Task Serves_a_file_of_20_MB_whole()
    {
        byte[] expected = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 2_500_000).Select(i => i.ToString("D7", CultureInfo.InvariantCulture) + "\n")));
        using HttpResponseMessage response = await guest.Client.GetAsync("files/numbers.txt");
        Assert.Equal(20_000_000, response.Content.Headers.ContentLength);
        Assert.Equal(SHA256.HashData(expected), SHA256.HashData(await response.Content.ReadAsByteArrayAsync()));
    }

    private Task<string> Ask(string what) => guest.Client.GetStringAsync(what);
}
