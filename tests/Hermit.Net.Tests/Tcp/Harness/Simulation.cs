using Xunit.Sdk;

namespace Hermit.Net.Tests;

/// <summary>Two machines with a link between them, on virtual time. The same seed gives the same run.</summary>
internal sealed class Simulation
{
    private readonly PriorityQueue<(TcpMachine To, SentSegment Segment), (long Time, long Order)> _underWay = new();
    private readonly Random _random;
    private readonly LinkFaults _faults;
    private readonly double[] _freeAt = new double[2];
    private long _order;

    public Simulation(int seed, LinkFaults faults, TcpLimits? limits = null, int buffers = 1 << 16)
    {
        _random = new Random(seed);
        _faults = faults;
        Client = new TcpMachine((ulong)seed * 2, limits, buffers);
        Server = new TcpMachine(((ulong)seed * 2) + 1, limits, buffers);
    }

    public TcpMachine Client { get; }

    public TcpMachine Server { get; }

    /// <summary>Whether invariants are checked with every step.</summary>
    public bool Checked { get; init; } = true;

    /// <summary>What the link does after every step of a machine: lets the programs on it run.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>How often the programs run even if nothing comes; zero if that is not needed.</summary>
    public Duration Tick { get; set; }

    /// <summary>How many segments the link was given.</summary>
    public long Segments { get; private set; }

    public Instant Now => Client.Now;

    /// <summary>Runs until a condition holds; fails when nothing would happen any more, or after a time.</summary>
    public void Run(Func<bool> done, Duration atMost)
    {
        Instant end = Now + atMost;
        while (true)
        {
            Collect(Client, Server, 0);
            Collect(Server, Client, 1);
            if (done())
            {
                return;
            }

            Instant next = Instant.Min(Client.Sockets.NextDeadline, Server.Sockets.NextDeadline);
            bool arrives = _underWay.TryPeek(out _, out (long Time, long Order) first) && first.Time <= next.Nanoseconds;
            next = arrives ? Instant.FromNanoseconds(first.Time) : next;
            if (Tick > Duration.Zero && next > Now + Tick)
            {
                next = Now + Tick;
                arrives = false;
            }

            if (next > end)
            {
                throw new XunitException($"not done after {atMost.Seconds} s, next event {(next.Equals(Instant.Never) ? "never" : (next - Now).Milliseconds + " ms")}");
            }

            next = Instant.Max(next, Now);
            Client.Now = next;
            Server.Now = next;
            if (arrives)
            {
                (TcpMachine to, SentSegment segment) = _underWay.Dequeue();
                to.Input(segment, defer: (_order & 3) == 0);
                to.Poll();
            }
            else
            {
                Client.Poll();
                Server.Poll();
            }

            if (Checked)
            {
                TcpInvariants.Check(Client);
                TcpInvariants.Check(Server);
            }

            AfterStep?.Invoke();
        }
    }

    private void Collect(TcpMachine from, TcpMachine to, int direction)
    {
        while (from.Sent.TryDequeue(out SentSegment? segment))
        {
            Segments++;
            Send(Strip(segment), to, direction);
        }
    }

    private void Send(SentSegment segment, TcpMachine to, int direction)
    {
        if (_random.NextDouble() < _faults.Loss)
        {
            return;
        }

        double now = Now.Nanoseconds;
        double sentAt = now;
        if (_faults.Rate > 0)
        {
            int bytes = segment.Payload.Length + segment.Header.HeaderBytes() + 20;
            double waiting = Math.Max(0, _freeAt[direction] - now) * _faults.Rate / 1e9;
            if (waiting + bytes > _faults.Queue)
            {
                return;
            }

            segment.Marked = segment.EcnCapable && waiting > _faults.MarkAbove;
            _freeAt[direction] = Math.Max(_freeAt[direction], now) + (bytes / _faults.Rate * 1e9);
            sentAt = _freeAt[direction];
        }

        int copies = _random.NextDouble() < _faults.Duplication ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            double delay = _faults.Delay + (_random.NextDouble() * _faults.Jitter);
            if (_random.NextDouble() < _faults.Straggling)
            {
                delay += _random.NextDouble() * 10 * _faults.Delay;
            }

            _underWay.Enqueue((to, segment), ((long)(sentAt + (delay * 1e6)), _order++));
        }
    }

    private SentSegment Strip(SentSegment segment)
    {
        if (!segment.Header.Has(TcpFlags.Syn))
        {
            return segment;
        }

        TcpHeader header = segment.Header;
        header.SackPermitted &= !_faults.StripSack;
        header.HasTimestamps &= !_faults.StripTimestamps;
        header.HasWindowScale &= !_faults.StripScale;
        return segment with { Header = header };
    }
}
