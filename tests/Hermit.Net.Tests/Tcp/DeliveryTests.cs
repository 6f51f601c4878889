using FsCheck;
using FsCheck.Fluent;

using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>Two ends and a bad link: whatever it does, every byte arrives, in order, and both ends close.</summary>
public class DeliveryTests
{
    private static readonly IpEndpoint s_server = new(IpAddress.FromV4(10, 0, 0, 1), 80);
    private const ulong ListenerOwner = 1;
    private const ulong ConversationOwner = 2;
    private static readonly IpEndpoint s_client = new(IpAddress.FromV4(10, 0, 0, 2), 0);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(100_000, 300)]
    [InlineData(3_000_000, 2_000_000)]
    public void A_good_link_delivers(int up, int down) => Transfer(1, new LinkFaults(), up, down, new Options());

    [Fact]
    public void A_good_link_needs_no_retransmission()
    {
        Simulation simulation = Transfer(1, new LinkFaults { Rate = 10_000_000 }, 5_000_000, 0, new Options());
        Assert.Equal(0ul, simulation.Client.Sockets.Counters.SegmentsRetransmitted);
        Assert.Equal(0ul, simulation.Client.Sockets.Counters.Timeouts);
        Assert.InRange(simulation.Client.Sockets.Counters.Predicted, simulation.Client.Sockets.Counters.SegmentsReceived * 9 / 10, ulong.MaxValue);
    }

    [Fact]
    public void Every_byte_arrives_in_order_over_faulty_links()
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from loss in Gen.Elements(0, 0, 0.01, 0.05, 0.2)
            from duplication in Gen.Elements(0, 0, 0.02, 0.3)
            from jitter in Gen.Elements(0.0, 0, 5, 30)
            from straggling in Gen.Elements(0, 0, 0.05)
            from rate in Gen.Elements(0.0, 0, 200_000, 5_000_000)
            from strip in Gen.Choose(0, 15)
            from up in Gen.Elements(0, 1, 1000, 40_000, 400_000)
            from down in Gen.Elements(0, 1, 1000, 40_000, 400_000)
            from burst in Gen.Elements(0, 16_000, 65_000)
            from segment in Gen.Elements(1480, 1480, 556, 9000)
            from algorithm in Gen.Elements(CongestionAlgorithm.Cubic, CongestionAlgorithm.NewReno)
            from readAtMost in Gen.Elements(int.MaxValue, int.MaxValue, 1000, 20_000)
            from noDelay in Gen.Elements(true, false)
            select (
                Seed: seed,
                Faults: new LinkFaults
                {
                    Loss = loss, Duplication = duplication, Jitter = jitter, Straggling = straggling, Rate = rate, Queue = 60_000,
                    StripSack = loss < 0.2 && (strip & 1) != 0, StripTimestamps = (strip & 2) != 0, StripScale = (strip & 4) != 0,
                    MarkAbove = 20_000,
                },
                Up: up, Down: down,
                Options: new Options { Burst = burst, Segment = segment, Algorithm = algorithm, ReadAtMost = readAtMost, NoDelay = noDelay, Ecn = (strip & 8) != 0 });
        Prop.ForAll(
            cases.ToArbitrary(),
            c => { Transfer(c.Seed, c.Faults, c.Up, c.Down, c.Options); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Effort.Cases(80)));
    }

    [Fact]
    public void Nothing_is_kept_when_all_is_over()
    {
        Simulation simulation = Transfer(7, new LinkFaults { Loss = 0.05, Jitter = 20, Duplication = 0.05 }, 200_000, 200_000, new Options());
        simulation.Run(() => simulation.Client.Sockets.TimeWaitCount + simulation.Server.Sockets.TimeWaitCount == 0
            && simulation.Client.Sockets.ConnectionCount + simulation.Server.Sockets.ConnectionCount == 0
            && simulation.Server.Sockets.SynCount == 0, Duration.FromSeconds(1000));
        Assert.Equal(0, simulation.Client.Packets.Count);
        Assert.Equal(0, simulation.Server.Packets.Count);
    }

    private static Simulation Transfer(int seed, LinkFaults faults, int up, int down, Options options)
    {
        var simulation = new Simulation(seed, faults);
        TcpSettings settings = TcpSettings.Default;
        settings.Congestion = options.Algorithm;
        settings.NoDelay = options.NoDelay;
        settings.Ecn = options.Ecn;
        foreach (TcpMachine machine in new[] { simulation.Client, simulation.Server })
        {
            machine.LargestSegment = options.Segment;
            machine.LargestBurst = options.Burst;
        }

        simulation.Tick = options.ReadAtMost == int.MaxValue ? Duration.Zero : Duration.FromMilliseconds(1);
        Handle<TcpListener> listener = simulation.Server.Listen(s_server, settings: settings, owner: ListenerOwner);
        var conversation = new Conversation(simulation.Client, simulation.Server, up, down) { ReadAtMost = options.ReadAtMost, Client = simulation.Client.Create(settings, ConversationOwner) };
        Assert.Equal(SystemError.InProgress, simulation.Client.Connect(conversation.Client, s_client, s_server));
        bool throttled = options.ReadAtMost != int.MaxValue;
        simulation.AfterStep = () =>
        {
            // The programs run when they are told that they can go on, and only then: what they are not told would hang them.
            List<TcpChange> changes = [.. simulation.Client.TakeChanges(), .. simulation.Server.TakeChanges()];
            if (changes.Exists(change => change.Owner == ListenerOwner) && simulation.Server.Accept(listener, out Handle<TcpConnection> accepted, ConversationOwner) == SystemError.None)
            {
                conversation.Server = accepted;
            }

            if (throttled || changes.Exists(change => change.Owner == ConversationOwner))
            {
                conversation.Step();
            }
        };
        try
        {
            simulation.Run(() => conversation.IsDone, Duration.FromSeconds(3600));
        }
        catch (Exception error)
        {
            throw new Xunit.Sdk.XunitException($"seed {seed}, {faults}, {options}, {conversation}: {error.Message}", error);
        }

        return simulation;
    }

    private sealed record Options
    {
        public int Burst { get; init; }

        public int Segment { get; init; } = 1480;

        public CongestionAlgorithm Algorithm { get; init; }

        public int ReadAtMost { get; init; } = int.MaxValue;

        public bool NoDelay { get; init; }

        public bool Ecn { get; init; }
    }
}
