using System.Text;

using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests.Machines;

/// <summary>A name server behind a UDP socket of a machine.</summary>
internal sealed class NameServer
{
    private readonly Node _node;
    private readonly Handle<Socket> _socket;
    private Handle<Socket> _listener;
    private Handle<Socket> _stream;
    private byte[] _toSend = [];

    public NameServer(Node node, ushort port = 53)
    {
        _node = node;
        _socket = node.Udp(v6: true, port);
    }

    public List<(string Name, DnsType Type)> Questions { get; } = [];

    public List<IpEndpoint> Askers { get; } = [];

    public List<ushort> Identifiers { get; } = [];

    public bool IsSilent { get; set; }

    public int ResponseCode { get; set; }

    public bool Truncates { get; set; }

    /// <summary>Answers as seen from a name: addresses, or a name that it is another name for.</summary>
    public Dictionary<string, string[]> Zone { get; } = [];

    public uint TimeToLive { get; set; } = 300;

    public Func<byte[], byte[]>? Spoil { get; set; }

    /// <summary>How many bytes of an answer by TCP are sent at a time; 0 to refuse TCP.</summary>
    public int StreamStep { get; set; }

    public int StreamQuestions { get; private set; }

    public void Run()
    {
        RunStreams();
        while (_node.Receive(_socket, out DatagramInfo info, out _) is byte[] bytes)
        {
            byte[] answer = Answer(bytes);
            Askers.Add(info.Source);
            if (!IsSilent)
            {
                Assert.Equal(SystemError.None, _node.Stack.Send(_socket, Spoil?.Invoke(answer) ?? answer, info.Source, _node.Now));
            }
        }
    }

    private void RunStreams()
    {
        if (_listener.IsNull && StreamStep > 0)
        {
            Assert.Equal(SystemError.None, _node.Stack.OpenTcp(v6: true, out _listener));
            Assert.Equal(SystemError.None, _node.Stack.Bind(_listener, new IpEndpoint(IpAddress.AnyV6, 53)));
            Assert.Equal(SystemError.None, _node.Stack.Listen(_listener, 10, _node.Now));
        }

        if (_stream.IsNull && (_listener.IsNull || _node.Stack.Accept(_listener, out _stream, out _, _node.Now) != SystemError.None))
        {
            return;
        }

        byte[] buffer = new byte[600];
        if (_toSend.Length == 0 && _node.Stack.Read(_stream, buffer, false, out int count, _node.Now) == SystemError.None)
        {
            if (count == 0)
            {
                _node.Stack.Close(_stream, _node.Now);
                _stream = default;
                return;
            }

            bool truncates = Truncates;
            Truncates = false;
            byte[] answer = Answer(buffer[2..count]);
            Truncates = truncates;
            StreamQuestions++;
            _toSend = [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
        }

        if (_toSend.Length > 0 && _node.Stack.Write(_stream, _toSend.AsSpan(0, Math.Min(StreamStep, _toSend.Length)), out int written, _node.Now) == SystemError.None)
        {
            _toSend = _toSend[written..];
        }
    }

    public byte[] Answer(byte[] bytes)
    {
        int at = DnsHeader.Length;
        Assert.True(DnsHeader.TryParse(bytes, out DnsHeader header));
        Assert.True(DnsQuestion.TryParse(bytes, ref at, out DnsQuestion question));
        string name = TextOf(question.Name);
        Questions.Add((name, question.Type));
        Identifiers.Add(header.Identifier);
        var records = new List<(DnsName Name, DnsType Type, byte[] Data)>();
        bool exists = Collect(question.Name, question.Type, records);
        header.Flags = (ushort)(0x8180 | ResponseCode | (exists || ResponseCode != 0 ? 0 : DnsHeader.NoSuchName) | (Truncates ? 0x200 : 0));
        header.Answers = Truncates ? (ushort)0 : (ushort)records.Count;
        header.Authorities = 1;
        byte[] message = new byte[4096];
        header.Emit(message);
        var writer = new ByteWriter(message.AsSpan(DnsHeader.Length));
        Assert.True(question.TryEmit(ref writer));
        foreach ((DnsName owner, DnsType type, byte[] data) in Truncates ? [] : records)
        {
            Assert.True(new DnsRecord { Name = owner, Type = type, Class = 1, TimeToLive = TimeToLive, Data = data }.TryEmit(ref writer));
        }

        // RFC 2308: how long an absence is remembered, the lesser of 600 and the minimum, 60.
        byte[] authority = [0, 0, .. new byte[16], 0, 0, 0, 60];
        Assert.True(new DnsRecord { Name = NameOf("example"), Type = DnsType.Soa, Class = 1, TimeToLive = 600, Data = authority }.TryEmit(ref writer));
        return message[..(DnsHeader.Length + writer.Position)];
    }

    public static DnsName NameOf(string text)
    {
        Assert.True(DnsName.TryFromText(Encoding.ASCII.GetBytes(text), out DnsName name));
        return name;
    }

    public static string TextOf(in DnsName name)
    {
        byte[] text = new byte[256];
        return Encoding.ASCII.GetString(text, 0, name.Format(text));
    }

    private bool Collect(in DnsName name, DnsType type, List<(DnsName Name, DnsType Type, byte[] Data)> records)
    {
        if (!Zone.TryGetValue(TextOf(name).ToLowerInvariant(), out string[]? values))
        {
            return false;
        }

        foreach (string value in values)
        {
            if (type == DnsType.Ptr)
            {
                records.Add((name, type, NameOf(value).Wire.ToArray()));
                continue;
            }

            if (!IpAddressText.TryParse(Node.Text(value), out IpAddress address))
            {
                DnsName target = NameOf(value);
                records.Add((name, DnsType.Cname, target.Wire.ToArray()));
                return Collect(target, type, records);
            }

            if (address.IsV4 == (type == DnsType.A))
            {
                byte[] data = new byte[address.Length];
                address.Write(data);
                records.Add((name, type, data));
            }
        }

        return true;
    }
}
