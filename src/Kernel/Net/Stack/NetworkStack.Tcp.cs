using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <content>TCP's place in the stack.</content>
public partial struct NetworkStack
{
    private void ReceiveTcp(Handle<Packet> packet, in IpPacket ip)
    {
        _counters.IpUnknownProtocols++;
        SendUnknownProtocol(packet, ip);
        _packets.Free(packet);
    }

    private void ReportToTcp(in IpPacket sent, ReadOnlySpan<byte> transport, NetError error, in IcmpHeader message)
    {
    }

    private Readiness StreamReadiness(ulong detail) => Readiness.None;

    private void CloseStream(ulong detail)
    {
    }

    private Instant PollTcp() => Instant.Never;

    private bool TryOpenDnsStream(ref DnsAttempt attempt) => false;

    private bool PollDnsStream(ref DnsQuery query, ref DnsAttempt attempt) => false;

    private void CloseDnsStream(ref DnsAttempt attempt)
    {
    }
}
