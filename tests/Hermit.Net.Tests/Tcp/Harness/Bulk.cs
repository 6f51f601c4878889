using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net.Tests;

/// <summary>One long transfer from the client to the server of a simulation, and how long it took.</summary>
internal static class Bulk
{
    [ThreadStatic]
    private static Duration t_elapsed;

    public static Duration Elapsed => t_elapsed;

    public static long Run(Simulation simulation, int bytes, CongestionAlgorithm algorithm = CongestionAlgorithm.Cubic)
    {
        var server = new IpEndpoint(IpAddress.FromV4(10, 0, 0, 1), 80);
        TcpSettings settings = TcpSettings.Default;
        settings.Congestion = algorithm;
        Handle<TcpListener> listener = simulation.Server.Listen(server, settings: settings);
        var conversation = new Conversation(simulation.Client, simulation.Server, bytes, 0) { Client = simulation.Client.Create(settings) };
        simulation.Client.Connect(conversation.Client, new IpEndpoint(IpAddress.FromV4(10, 0, 0, 2), 0), server);
        Instant start = simulation.Now;
        simulation.AfterStep = () =>
        {
            if (conversation.Server.IsNull && simulation.Server.Accept(listener, out Handle<TcpConnection> accepted) == SystemError.None)
            {
                conversation.Server = accepted;
            }

            conversation.Step();
        };
        simulation.Run(() => conversation.IsDone, Duration.FromSeconds(3600));
        t_elapsed = simulation.Now - start;
        return conversation.Received;
    }
}
