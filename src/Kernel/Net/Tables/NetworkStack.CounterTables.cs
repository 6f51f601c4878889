using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <content>What the stack has counted, in the forms of Linux's <c>/proc/net/snmp</c> and its like. What is not counted here is 0.</content>
public partial struct NetworkStack
{
    // RFC 4022's numbers: the algorithm of Van Jacobson, and no limit.
    private const ulong JacobsonAlgorithm = 4;

    private readonly void WriteCounters<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        Span<byte> storage = stackalloc byte[TableLineBytes];
        StackCounters ip = _counters;
        sink.Add("Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams InUnknownProtos InDiscards InDelivers OutRequests "u8);
        sink.Add("OutDiscards OutNoRoutes ReasmTimeout ReasmReqds ReasmOKs ReasmFails FragOKs FragFails FragCreates OutTransmits\n"u8);
        ulong delivered = ip.IpReceived - Math.Min(ip.IpReceived, ip.IpHeaderErrors + ip.IpAddressErrors + ip.IpUnknownProtocols);
        AddCounters("Ip:"u8, [
            2, 64, ip.IpReceived, ip.IpHeaderErrors, ip.IpAddressErrors, 0, ip.IpUnknownProtocols, ip.NoBuffers, delivered, ip.IpSent,
            0, ip.IpNoRoutes, 0, ip.FragmentsReceived, ip.Reassembled, ip.ReassemblyFailures, 0, 0, ip.FragmentsSent, ip.IpSent], storage, ref sink);

        sink.Add("Icmp: InMsgs InErrors InCsumErrors InDestUnreachs InTimeExcds InParmProbs InSrcQuenchs InRedirects InEchos InEchoReps "u8);
        sink.Add("InTimestamps InTimestampReps InAddrMasks InAddrMaskReps OutMsgs OutErrors OutRateLimitGlobal OutRateLimitHost OutDestUnreachs "u8);
        sink.Add("OutTimeExcds OutParmProbs OutSrcQuenchs OutRedirects OutEchos OutEchoReps OutTimestamps OutTimestampReps OutAddrMasks OutAddrMaskReps\n"u8);
        AddCounters("Icmp:"u8, [
            ip.IcmpReceived, ip.IcmpErrors, ip.IcmpErrors, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ip.IcmpSent, 0, ip.IcmpRateLimited, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0], storage, ref sink);

        WriteTcpCounters(storage, ref sink);
        sink.Add("Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors\n"u8);
        AddCounters("Udp:"u8, [ip.UdpReceived, ip.UdpNoPorts, ip.UdpErrors, ip.UdpSent, ip.UdpReceiveBufferErrors, 0, ip.UdpErrors, 0, 0], storage, ref sink);
    }

    private readonly void WriteTcpCounters<TSink>(Span<byte> storage, ref TSink sink)
        where TSink : struct, ITableSink
    {
        TcpCounters tcp = _tcp.Counters;
        ulong established = 0;
        for (Handle<TcpConnection> at = _tcp.Next(default(Handle<TcpConnection>)); !at.IsNull; at = _tcp.Next(at))
        {
            established += _tcp[at].State is TcpState.Established or TcpState.CloseWait ? 1u : 0;
        }

        sink.Add("Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs RetransSegs "u8);
        sink.Add("InErrs OutRsts InCsumErrors\n"u8);

        // "No limit" is -1 there.
        var line = new LineWriter(storage);
        line.Text("Tcp:"u8);
        AddNumbers(ref line, [JacobsonAlgorithm, RttEstimator.MinimumTimeout, RttEstimator.MaximumTimeout]);
        line.Text(" -1"u8);
        AddNumbers(ref line, [
            tcp.ActiveOpens, tcp.PassiveOpens, 0, 0, established, tcp.SegmentsReceived, tcp.SegmentsSent, tcp.SegmentsRetransmitted, _counters.TcpErrors,
            tcp.ResetsSent, _counters.TcpErrors]);
        AddLine(ref line, ref sink);
    }

    private readonly void WriteMoreCounters<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        Span<byte> storage = stackalloc byte[TableLineBytes];
        TcpCounters tcp = _tcp.Counters;
        sink.Add("TcpExt: SyncookiesSent SyncookiesRecv PAWSEstab TCPHPHits TCPSackRecovery TCPTimeouts TCPLossProbes ListenOverflows TCPChallengeACK TWRecycled\n"u8);
        AddCounters("TcpExt:"u8, [
            tcp.CookiesSent, tcp.CookiesAccepted, tcp.OldTimestamps, tcp.Predicted, tcp.FastRecoveries, tcp.Timeouts, tcp.TailLossProbes,
            tcp.BacklogOverflows, tcp.Challenges, tcp.TimeWaitRecycled], storage, ref sink);
    }

    // The counters do not tell the versions of IP apart, and say so by counting under the other one.
    private static void WriteCountersV6<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        AddNames("Ip6"u8, "InReceives InHdrErrors InTooBigErrors InNoRoutes InAddrErrors InUnknownProtos InTruncatedPkts InDiscards InDelivers OutForwDatagrams OutRequests OutDiscards OutNoRoutes ReasmTimeout ReasmReqds ReasmOKs ReasmFails FragOKs FragFails FragCreates"u8, ref sink);
        AddNames("Icmp6"u8, "InMsgs InErrors OutMsgs OutErrors InCsumErrors InDestUnreachs InPktTooBigs InTimeExcds InParmProblems InEchos InEchoReplies InGroupMembQueries InGroupMembResponses InGroupMembReductions InRouterSolicits InRouterAdvertisements InNeighborSolicits InNeighborAdvertisements InRedirects InMLDv2Reports OutDestUnreachs OutPktTooBigs OutTimeExcds OutParmProblems OutEchos OutEchoReplies OutGroupMembQueries OutGroupMembResponses OutGroupMembReductions OutRouterSolicits OutRouterAdvertisements OutNeighborSolicits OutNeighborAdvertisements OutRedirects OutMLDv2Reports"u8, ref sink);
        AddNames("Udp6"u8, "InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors"u8, ref sink);
    }

    private static void AddNames<TSink>(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> names, ref TSink sink)
        where TSink : struct, ITableSink
    {
        Span<byte> storage = stackalloc byte[TableLineBytes];
        while (!names.IsEmpty)
        {
            int space = names.IndexOf((byte)' ');
            ReadOnlySpan<byte> name = space < 0 ? names : names.Slice(0, space);
            names = space < 0 ? default : names.Slice(space + 1);
            var line = new LineWriter(storage);
            line.Text(prefix);
            line.Text(name);
            line.Text(" 0"u8);
            AddLine(ref line, ref sink);
        }
    }

    private static void AddCounters<TSink>(ReadOnlySpan<byte> name, ReadOnlySpan<ulong> numbers, Span<byte> storage, ref TSink sink)
        where TSink : struct, ITableSink
    {
        var line = new LineWriter(storage);
        line.Text(name);
        AddNumbers(ref line, numbers);
        AddLine(ref line, ref sink);
    }
}
