using System.Runtime.CompilerServices;

using Hermit.Abi;
using Hermit.Memory;

using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Hermit.Net.Tests;

/// <summary>
/// Two stacks with very many connections and every kind of fault between them, the invariants of all connections checked again and again. Some thousands
/// usually; <c>HERMIT_TEST_EFFORT=250</c> makes it a million.
/// </summary>
public class ManyConnectionsTests(ITestOutputHelper output)
{
    private const int AtOnce = 500;

    [Fact]
    public void Thousands_of_connections_with_random_faults_all_deliver()
    {
        int count = Effort.Cases(4000);
        int seed = Effort.Seed();
        output.WriteLine($"seed {seed}, {count} connections");
        var random = new Random(seed);
        int left = count;
        while (left > 0)
        {
            int wave = Math.Min(left, AtOnce * 4);
            int waveSeed = random.Next();
            try
            {
                RunWave(waveSeed, wave);
            }
            catch (Exception error)
            {
                throw new XunitException($"seed {seed}, wave {waveSeed}: {error.Message}", error);
            }

            left -= wave;
        }
    }

    [Fact]
    public void Idle_connection_costs_less_than_a_kilobyte()
    {
        var simulation = new Simulation(1, new LinkFaults { Delay = 1 }) { Checked = false };
        IpEndpoint server = ServerEnd(80);
        Handle<TcpListener> listener = simulation.Server.Listen(server, backlog: 10_000);
        long before = FrameSource.Used;
        for (int i = 0; i < 10_000; i++)
        {
            Handle<TcpConnection> client = simulation.Client.Create();
            simulation.Client.Connect(client, ClientEnd(), server);
            byte[] request = new byte[100];
            Handle<TcpConnection> accepted = default;
            simulation.Run(() => simulation.Server.Accept(listener, out accepted) == SystemError.None, Duration.FromSeconds(10));
            simulation.Client.Write(client, request, out _);
            simulation.Run(() => simulation.Server.Read(accepted, request, out int read) == SystemError.None && read == 100, Duration.FromSeconds(10));
            simulation.Server.Write(accepted, request, out _);
            simulation.Run(() => simulation.Client.Read(client, request, out int read) == SystemError.None && read == 100, Duration.FromSeconds(10));
            simulation.Client.TakeChanges();
            simulation.Server.TakeChanges();
        }

        simulation.Run(() => simulation.Client.Packets.Count + simulation.Server.Packets.Count == 0, Duration.FromSeconds(10));
        long each = (FrameSource.Used - before) / 20_000;
        output.WriteLine($"a connection is {Unsafe.SizeOf<TcpConnection>()} bytes, {each} bytes in all; a half-open one {Unsafe.SizeOf<SynRecord>()}, one in TIME-WAIT {Unsafe.SizeOf<TimeWaitRecord>()}");
        Assert.Equal(10_000, simulation.Server.Sockets.ConnectionCount);
        Assert.InRange(each, 1, 1024);
    }

    private static IpEndpoint ServerEnd(ushort port) => new(IpAddress.FromV4(10, 0, 0, 1), port);

    private static IpEndpoint ClientEnd() => new(IpAddress.FromV4(10, 0, 0, 2), 0);

    private static void RunWave(int seed, int count)
    {
        var random = new Random(seed);
        T Pick<T>(params T[] values) => values[random.Next(values.Length)];
        var faults = new LinkFaults
        {
            Delay = Pick(0.1, 5, 50),
            Jitter = Pick(0.0, 0, 10),
            Loss = Pick(0, 0.01, 0.05),
            Duplication = Pick(0, 0.02),
            Straggling = Pick(0, 0.02),
            Rate = Pick(0.0, 50_000_000),
            StripSack = Pick(false, false, false, true),
            StripTimestamps = Pick(false, false, true),
            StripScale = Pick(false, false, true),
        };
        TcpLimits limits = TcpLimits.Default;
        limits.SynRecords = Pick(50, 1000);

        // Who forgets connections early takes what comes late from them for new ones: not together with stragglers.
        limits.TimeWaitRecords = faults.Straggling + faults.Duplication == 0 ? Pick(100, 10_000) : 10_000;
        var simulation = new Simulation(seed, faults, limits, buffers: 1 << 17) { Checked = false };
        simulation.Server.LargestBurst = Pick(0, 64_000);
        TcpSettings settings = TcpSettings.Default;
        settings.NoDelay = Pick(true, false);
        settings.Congestion = Pick(CongestionAlgorithm.Cubic, CongestionAlgorithm.NewReno);
        const ulong listenerOwner = ulong.MaxValue;
        Handle<TcpListener> listener = simulation.Server.Listen(ServerEnd(80), backlog: AtOnce, settings, listenerOwner);
        var byPort = new Dictionary<ushort, Conversation>();
        var byId = new Conversation[count];
        int started = 0;
        int done = 0;
        long steps = 0;
        void Step(Conversation conversation)
        {
            if (conversation.IsDone)
            {
                return;
            }

            conversation.Step();
            done += conversation.IsDone ? 1 : 0;
        }

        simulation.AfterStep = () =>
        {
            while (started < count && started - done < AtOnce)
            {
                int up = Pick(0, 1, 100, 2000, 30_000);
                int down = Pick(0, 1, 100, 2000, 30_000);
                var conversation = new Conversation(simulation.Client, simulation.Server, up, down, started) { Client = simulation.Client.Create(settings, (ulong)started) };
                byId[started++] = conversation;
                Assert.Equal(SystemError.InProgress, simulation.Client.Connect(conversation.Client, ClientEnd(), ServerEnd(80)));
                byPort[simulation.Client[conversation.Client].Flow.Local.Port] = conversation;
            }

            foreach (TcpChange change in simulation.Client.TakeChanges())
            {
                Step(byId[change.Owner]);
            }

            foreach (TcpChange change in simulation.Server.TakeChanges())
            {
                if (change.Owner != listenerOwner)
                {
                    Step(byId[change.Owner]);
                    continue;
                }

                while (simulation.Server.Accept(listener, out Handle<TcpConnection> accepted) == SystemError.None)
                {
                    // The owner is known by the port only: like a server that learns from the connection whose it is.
                    Conversation conversation = byPort[simulation.Server[accepted].Flow.Remote.Port];
                    if (!conversation.Server.IsNull)
                    {
                        // Stragglers of a connection that is over have passed for a SYN and the acknowledgement of a cookie.
                        simulation.Server.Close(accepted);
                        continue;
                    }

                    simulation.Server[accepted].Links.Owner = (ulong)conversation.Id;
                    conversation.Server = accepted;
                    Step(conversation);
                }
            }

            if (++steps % 4096 == 0)
            {
                TcpInvariants.Check(simulation.Client);
                TcpInvariants.Check(simulation.Server);
            }
        };
        simulation.Tick = Duration.FromSeconds(1);
        simulation.Run(() => done == count, Duration.FromSeconds(24 * 3600));
        simulation.Tick = Duration.Zero;
        simulation.Run(
            () => simulation.Client.Sockets.ConnectionCount + simulation.Server.Sockets.ConnectionCount + simulation.Client.Sockets.TimeWaitCount + simulation.Server.Sockets.TimeWaitCount == 0,
            Duration.FromSeconds(3600));
        Assert.Equal(0, simulation.Client.Packets.Count + simulation.Server.Packets.Count);
    }
}
