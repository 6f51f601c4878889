using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Answers that do not fit a datagram are fetched by TCP (RFC 7766).</content>
public partial struct NetworkStack
{
    // More than a hundred addresses: longer answers are not taken.
    private const int LongestStreamAnswer = 4096;

    private static Duration StreamWait => Duration.FromSeconds(5);

    // Begins to ask the same server again; false if that cannot be.
    private bool TryOpenDnsStream(ref DnsAttempt attempt)
    {
        if (!attempt.Stream.IsNull)
        {
            return true;
        }

        IpEndpoint server = _resolver.Server(attempt.Sent - 1);
        if (TryFindPath(server.Address, server.Zone, 0, default, out IpPath path) != SystemError.None ||
            _tcp.Create(TcpSettings.Default, owner: 0, out attempt.Stream) != SystemError.None)
        {
            return false;
        }

        var local = new IpEndpoint(path.Source, 0, path.Source.NeedsZone ? path.Interface : 0u);
        if (_tcp.Connect(attempt.Stream, local, server, ref _packets, new TcpEmitter(ref this), _now) != SystemError.InProgress)
        {
            CloseDnsStream(ref attempt);
            return false;
        }

        attempt.IsAsked = false;
        attempt.Deadline = _now + StreamWait;
        return true;
    }

    // Goes on with a question by TCP; true if the server will not answer.
    private bool PollDnsStream(ref DnsQuery query, ref DnsAttempt attempt)
    {
        if (attempt.Stream.IsNull)
        {
            return false;
        }

        Readiness ready = _tcp[attempt.Stream].Readiness;
        if ((ready & (Readiness.Error | Readiness.HangUp)) != 0)
        {
            return true;
        }

        var emitter = new TcpEmitter(ref this);
        if (!attempt.IsAsked && (ready & Readiness.Writable) != 0)
        {
            Span<byte> message = stackalloc byte[2 + DnsHeader.Length + DnsName.MaximumLength + 4];
            int length = WriteQuestion(query.Current, attempt, message.Slice(2));
            BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)length);

            // The send buffer is empty, and larger than a question.
            attempt.IsAsked = true;
            if (_tcp.Write(attempt.Stream, message.Slice(0, 2 + length), out int written, ref _packets, emitter, _now) != SystemError.None || written != 2 + length)
            {
                return true;
            }
        }

        return attempt.IsAsked && (ready & Readiness.Readable) != 0 && ReadDnsStream(ref query, ref attempt);
    }

    private bool ReadDnsStream(ref DnsQuery query, ref DnsAttempt attempt)
    {
        Span<byte> answer = stackalloc byte[2 + LongestStreamAnswer];
        SystemError error = _tcp.Read(attempt.Stream, answer, peek: true, out int count, ref _packets, new TcpEmitter(ref this), _now);
        if (error == SystemError.WouldBlock)
        {
            return false;
        }

        if (error != SystemError.None || count == 0)
        {
            return true;
        }

        int length = count < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(answer);
        if (length > LongestStreamAnswer)
        {
            return true;
        }

        bool isWhole = count >= 2 && count >= 2 + length;
        if (!isWhole)
        {
            return _tcp[attempt.Stream].PeerFinished;
        }

        bool refused = TakeAnswer(ref query, ref attempt, answer.Slice(2, length), mayBeTruncated: false);
        return refused || !attempt.IsDone;
    }

    private void CloseDnsStream(ref DnsAttempt attempt)
    {
        if (!attempt.Stream.IsNull)
        {
            _tcp.Close(attempt.Stream, ref _packets, new TcpEmitter(ref this), _now);
            attempt.Stream = default;
        }
    }
}
