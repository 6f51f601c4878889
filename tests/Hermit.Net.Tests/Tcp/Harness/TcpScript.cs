using System.Globalization;
using System.Text;

using Hermit.Abi;
using Hermit.Memory;

using Xunit;
using Xunit.Sdk;

namespace Hermit.Net.Tests;

/// <summary>
/// A scripted exchange with one connection, in the notation of packetdrill: <c>S. 0:0(0) ack 1 win 65535 &lt;mss 1460,sackOK&gt;</c> — flags (<c>S F R P E W</c>
/// and <c>.</c> for ACK), sequence numbers relative to the sender's SYN, an acknowledgement relative to the receiver's, and options. What a line does not
/// mention is not compared. Payload is bytes counting from the stream's start.
/// </summary>
internal sealed class TcpScript
{
    public static readonly IpEndpoint Local = new(IpAddress.FromV4(192, 0, 2, 1), 80);
    public static readonly IpEndpoint Peer = new(IpAddress.FromV4(192, 0, 2, 99), 40000);

    private const uint PeerInitial = 0xFFFF_FF00;

    private uint? _ourInitial;
    private ushort _ourPort = Local.Port;
    private uint _echo;

    public TcpScript(TcpSettings? settings = null, TcpLimits? limits = null)
    {
        Settings = settings ?? TcpSettings.Default;
        Machine = new TcpMachine(42, limits);
    }

    public TcpMachine Machine { get; }

    public TcpSettings Settings { get; }

    public Handle<TcpListener> Listener { get; private set; }

    public Handle<TcpConnection> Socket { get; set; }

    public ref TcpConnection Connection => ref Machine[Socket];

    public TcpState State => Connection.State;

    /// <summary>Milliseconds since the script began.</summary>
    public double Time => (Machine.Now.Nanoseconds - 1_000_000_000_000) / 1e6;

    /// <summary>The connection as we see it.</summary>
    public TcpFlow Flow => new(new IpEndpoint(Local.Address, _ourPort), Peer);

    /// <summary>A connection that the peer has opened, with the options that today's peers have.</summary>
    public static TcpScript Established(TcpSettings? settings = null, string synOptions = "mss 1460,sackOK,wscale 0", string window = "65535", string timestamps = "", double roundTrip = 0)
    {
        var script = new TcpScript(settings);
        script.Listen();
        script.Inject($"S 0:0(0) win {window} <{synOptions}>");
        script.Expect("S. 0:0(0) ack 1");
        script.Advance(roundTrip);
        script.Inject($". 1:1(0) ack 1 win {window}{(timestamps == "" ? "" : $" <{timestamps}>")}");
        script.Accept();
        script.ExpectNothing();
        return script;
    }

    public void Listen(int backlog = 128) => Listener = Machine.Listen(Local, backlog, Settings);

    public void Connect()
    {
        Socket = Machine.Create(Settings);
        Assert.Equal(SystemError.InProgress, Machine.Connect(Socket, Local, Peer));
        _ourPort = Connection.Flow.Local.Port;
    }

    public void Accept()
    {
        Assert.Equal(SystemError.None, Machine.Accept(Listener, out Handle<TcpConnection> handle));
        Socket = handle;
    }

    /// <summary>The owner writes bytes, all of which must be taken.</summary>
    public void Write(int count)
    {
        Assert.Equal(SystemError.None, Machine.Write(Socket, new byte[count], out int taken));
        Assert.Equal(count, taken);
    }

    /// <summary>The owner reads exactly so many bytes.</summary>
    public void Read(int count)
    {
        byte[] bytes = new byte[count];
        Assert.Equal(SystemError.None, Machine.Read(Socket, bytes, out int taken));
        Assert.Equal(count, taken);
    }

    public void ExpectEndOfStream()
    {
        Assert.Equal(SystemError.None, Machine.Read(Socket, new byte[10], out int taken));
        Assert.Equal(0, taken);
    }

    public void ExpectError(SystemError error) => Assert.Equal(error, Machine.Read(Socket, new byte[10], out _));

    public void Shutdown() => Assert.Equal(SystemError.None, Machine.Shutdown(Socket, receive: false, send: true));

    public void Close() => Machine.Close(Socket);

    /// <summary>Lets time pass, with everything that is due in between.</summary>
    public void Advance(double milliseconds)
    {
        Instant end = Machine.Now + Duration.FromMicroseconds((long)(milliseconds * 1000));
        while (true)
        {
            Machine.Poll();
            Instant next = Machine.Sockets.NextDeadline;
            if (next > end)
            {
                break;
            }

            Machine.Now = Instant.Max(next, Machine.Now);
        }

        Machine.Now = end;
        Machine.Poll();
    }

    /// <summary>Lets time pass until something is sent, which must be within a span of milliseconds from now.</summary>
    public void ExpectAfter(double atLeast, double atMost, string line)
    {
        Assert.Empty(Machine.Sent.Select(Describe));
        double start = Time;
        while (Machine.Sent.Count == 0)
        {
            Instant next = Machine.Sockets.NextDeadline;
            if ((next - Machine.Now).Milliseconds > atMost + 10)
            {
                throw new XunitException($"Nothing was sent within {atMost} ms: {line}");
            }

            Machine.Now = Instant.Max(next, Machine.Now);
            Machine.Poll();
        }

        Assert.InRange(Time - start, atLeast, atMost + 3);
        Expect(line);
    }

    /// <summary>A segment of the peer comes.</summary>
    public void Inject(string line, bool marked = false, bool defer = false)
    {
        Pattern pattern = Pattern.Parse(line);
        TcpHeader header = pattern.ToHeader();
        header.SourcePort = Peer.Port;
        header.DestinationPort = _ourPort;
        header.Sequence = new TcpSequence(PeerInitial + pattern.Start);
        header.Acknowledgement = pattern.Acknowledgement is uint relative ? new TcpSequence((_ourInitial ?? 0) + relative) : default;
        for (int i = 0; i < pattern.Sacks.Count; i++)
        {
            header.AddSack(new TcpSequence((_ourInitial ?? 0) + pattern.Sacks[i].Start), new TcpSequence((_ourInitial ?? 0) + pattern.Sacks[i].End));
        }

        if (pattern.TimestampEcho is uint echo)
        {
            // "ecr 0" is the clock that was seen last.
            header.TimestampEcho = echo == 0 ? _echo : echo;
        }

        Machine.Input(Flow, header, Stream(pattern.Start, pattern.Length), marked, defer);
        TcpInvariants.Check(Machine);
    }

    /// <summary>Takes the next segment that was sent, and compares it.</summary>
    public SentSegment Expect(string line)
    {
        if (!Machine.Sent.TryDequeue(out SentSegment? segment))
        {
            throw new XunitException($"Nothing was sent: {line}");
        }

        _ourInitial ??= segment.Header.Sequence.Value;
        if (segment.Header.Has(TcpFlags.Syn))
        {
            _ourInitial = segment.Header.Sequence.Value;
        }

        _echo = segment.Header.TimestampValue;
        string? difference = Pattern.Parse(line).Compare(segment, _ourInitial.Value, PeerInitial);
        if (difference is not null)
        {
            throw new XunitException($"{difference}\nexpected: {line}\nsent:     {Describe(segment)}");
        }

        return segment;
    }

    public void ExpectNothing() => Assert.Empty(Machine.Sent.Select(Describe));

    public void DropSent() => Machine.Sent.Clear();

    public string Describe(SentSegment segment)
    {
        TcpHeader header = segment.Header;
        var text = new StringBuilder();
        foreach ((TcpFlags flag, char letter) in Pattern.Letters)
        {
            if (header.Has(flag))
            {
                text.Append(letter);
            }
        }

        uint start = header.Sequence.Value - (_ourInitial ?? header.Sequence.Value);
        text.Append(CultureInfo.InvariantCulture, $" {start}:{start + (uint)segment.Payload.Length}({segment.Payload.Length})");
        if (header.Has(TcpFlags.Ack))
        {
            text.Append(CultureInfo.InvariantCulture, $" ack {header.Acknowledgement.Value - PeerInitial}");
        }

        text.Append(CultureInfo.InvariantCulture, $" win {header.Window} <mss {header.MaximumSegment},sackOK {header.SackPermitted},wscale {(header.HasWindowScale ? header.WindowScale : -1)},TS {header.HasTimestamps} {header.TimestampValue} {header.TimestampEcho}");
        for (int i = 0; i < header.SackCount; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $",sack {header.Sack(i).Start.Value - PeerInitial}:{header.Sack(i).End.Value - PeerInitial}");
        }

        return text.Append('>').ToString();
    }

    private static byte[] Stream(uint start, int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)(start + i);
        }

        return bytes;
    }
}
