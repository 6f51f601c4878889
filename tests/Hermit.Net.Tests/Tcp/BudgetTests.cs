using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>Few buffers and many connections: they are shared, nobody starves, and the network card always gets some.</summary>
public class BudgetTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 300)]
    [InlineData(3, 1500)]
    public void Everything_arrives_with_few_buffers(int seed, int buffers)
    {
        const int count = 60;
        var simulation = new Simulation(seed, new LinkFaults { Delay = 5, Rate = 20_000_000, Loss = 0.005 }, buffers: buffers) { Tick = Duration.FromMilliseconds(1) };
        var server = new IpEndpoint(IpAddress.FromV4(10, 0, 0, 1), 80);
        Handle<TcpListener> listener = simulation.Server.Listen(server);
        var byPort = new Dictionary<ushort, Conversation>();
        for (int i = 0; i < count; i++)
        {
            var conversation = new Conversation(simulation.Client, simulation.Server, 100_000, 100_000, i) { ReadAtMost = 3000, Client = simulation.Client.Create(owner: (ulong)i) };
            simulation.Client.Connect(conversation.Client, new IpEndpoint(IpAddress.FromV4(10, 0, 0, 2), 0), server);
            byPort[simulation.Client[conversation.Client].Flow.Local.Port] = conversation;
        }

        List<Conversation> all = [.. byPort.Values];
        int most = 0;
        simulation.AfterStep = () =>
        {
            while (simulation.Server.Accept(listener, out Handle<TcpConnection> accepted) == SystemError.None)
            {
                byPort[simulation.Server[accepted].Flow.Remote.Port].Server = accepted;
            }

            all.ForEach(conversation => conversation.Step());
            all.RemoveAll(conversation => conversation.IsDone);
            simulation.Client.Poll();
            simulation.Server.Poll();
            most = Math.Max(most, Math.Max(simulation.Server.Packets.Count, simulation.Client.Packets.Count));
        };
        simulation.Run(() => all.Count == 0, Duration.FromSeconds(3600));
        Assert.InRange(most, 0, buffers);
    }

    [Fact]
    public void Readers_that_do_not_read_leave_buffers_for_those_that_do()
    {
        var simulation = new Simulation(1, new LinkFaults { Delay = 1 }, buffers: 1000) { Tick = Duration.FromMilliseconds(1) };
        var server = new IpEndpoint(IpAddress.FromV4(10, 0, 0, 1), 80);
        var client = new IpEndpoint(IpAddress.FromV4(10, 0, 0, 2), 0);
        Handle<TcpListener> listener = simulation.Server.Listen(server);
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < 50; i++)
        {
            // Sends as much as it may to somebody who never reads.
            Handle<TcpConnection> stuck = simulation.Client.Create();
            simulation.Client.Connect(stuck, client, server);
            simulation.Run(() => simulation.Server.Accept(listener, out _) == SystemError.None, Duration.FromSeconds(60));
            simulation.Client.Write(stuck, bytes, out _);
        }

        Instant until = simulation.Now + Duration.FromSeconds(5);
        simulation.Run(() => simulation.Now >= until, Duration.FromSeconds(60));
        var conversation = new Conversation(simulation.Client, simulation.Server, 50_000, 50_000) { Client = simulation.Client.Create() };
        Assert.Equal(SystemError.InProgress, simulation.Client.Connect(conversation.Client, client, server));
        simulation.AfterStep = () =>
        {
            if (conversation.Server.IsNull && simulation.Server.Accept(listener, out Handle<TcpConnection> accepted) == SystemError.None)
            {
                conversation.Server = accepted;
            }

            conversation.Step();
        };
        simulation.Run(() => conversation.IsDone, Duration.FromSeconds(600));
    }
}
