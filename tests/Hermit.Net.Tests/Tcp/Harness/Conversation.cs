using Hermit.Abi;
using Hermit.Memory;

using Xunit;
using Xunit.Sdk;

namespace Hermit.Net.Tests;

/// <summary>
/// What one connection of a simulation is for: both ends send so many bytes and close; each checks what it gets. The bytes follow from their place.
/// </summary>
internal sealed class Conversation
{
    private static readonly byte[] s_pattern = MakePattern();

    private readonly byte[] _buffer = new byte[16384];
    private readonly End _client;
    private readonly End _server;

    public Conversation(TcpMachine client, TcpMachine server, int up, int down, int id = 0)
    {
        Id = id;
        _client = new End(client, up, down);
        _server = new End(server, down, up);
    }

    public int Id { get; }

    /// <summary>Whether the readers are slow: they take so many bytes a step at most.</summary>
    public int ReadAtMost { get; set; } = int.MaxValue;

    public Handle<TcpConnection> Client { get => _client.Socket; set => _client.Socket = value; }

    public Handle<TcpConnection> Server { get => _server.Socket; set => _server.Socket = value; }

    public bool IsDone => _client.IsDone && _server.IsDone;

    public bool HasFailed { get; private set; }

    public long Received => _client.Received + _server.Received;

    public override string ToString() => $"conversation {Id}: {_client} / {_server}";

    /// <summary>Does what can be done without waiting.</summary>
    public void Step()
    {
        Step(_client);
        Step(_server);
    }

    private static byte[] MakePattern()
    {
        byte[] pattern = new byte[16384 + 251];
        for (int i = 0; i < pattern.Length; i++)
        {
            pattern[i] = (byte)((i % 251) ^ 0x5A);
        }

        return pattern;
    }

    private void Step(End end)
    {
        if (end.Socket.IsNull || end.IsDone)
        {
            return;
        }

        while (end.Sent < end.ToSend)
        {
            int place = (int)(end.Sent % 251);
            int count = (int)Math.Min(end.ToSend - end.Sent, 16384);
            SystemError error = end.Machine.Write(end.Socket, s_pattern.AsSpan(place, count), out int taken);
            if (error is SystemError.WouldBlock)
            {
                break;
            }

            if (error != SystemError.None)
            {
                HasFailed = true;
                throw new XunitException($"{this}: writing failed, {error}");
            }

            end.Sent += taken;
        }

        if (end.Sent == end.ToSend && !end.HasShut && end.Machine[end.Socket].State >= TcpState.Established)
        {
            Assert.Equal(SystemError.None, end.Machine.Shutdown(end.Socket, receive: false, send: true));
            end.HasShut = true;
        }

        int left = ReadAtMost;
        while (left > 0 && !end.SawEnd)
        {
            Span<byte> destination = _buffer.AsSpan(0, Math.Min(_buffer.Length, left));
            SystemError error = end.Machine.Read(end.Socket, destination, out int taken);
            if (error == SystemError.WouldBlock)
            {
                break;
            }

            if (error != SystemError.None)
            {
                HasFailed = true;
                throw new XunitException($"{this}: reading failed, {error}");
            }

            if (taken == 0)
            {
                Assert.Equal(end.ToReceive, end.Received);
                end.SawEnd = true;
                break;
            }

            int place = (int)(end.Received % 251);
            if (!destination[..taken].SequenceEqual(s_pattern.AsSpan(place, taken)))
            {
                throw new XunitException($"{this}: wrong bytes after {end.Received}");
            }

            end.Received += taken;
            left -= taken;
        }

        if (end.SawEnd && end.HasShut)
        {
            end.Machine.Close(end.Socket);
            end.IsDone = true;
        }
    }

    private sealed class End(TcpMachine machine, long toSend, long toReceive)
    {
        public TcpMachine Machine { get; } = machine;

        public long ToSend { get; } = toSend;

        public long ToReceive { get; } = toReceive;

        public Handle<TcpConnection> Socket { get; set; }

        public long Sent { get; set; }

        public long Received { get; set; }

        public bool HasShut { get; set; }

        public bool SawEnd { get; set; }

        public bool IsDone { get; set; }

        public override string ToString() =>
            $"sent {Sent}/{ToSend} received {Received}/{ToReceive} {(IsDone || Socket.IsNull ? "" : Machine[Socket].State)}";
    }
}
