using System.Diagnostics;

using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>What <see cref="CaptureDevice{TDevice,TSink}"/> writes; Wireshark's dissectors are the oracle for what we put on the wire.</summary>
public class CaptureTests
{
    [Fact]
    public void A_capture_is_a_pcap_file_with_every_frame()
    {
        (byte[] file, List<byte[]> frames) = Record();
        Assert.Equal(0xA1B23C4D, BitConverter.ToUInt32(file, 0));
        int at = 24;
        foreach (byte[] frame in frames)
        {
            Assert.Equal((uint)frame.Length, BitConverter.ToUInt32(file, at + 8));
            Assert.Equal((uint)frame.Length, BitConverter.ToUInt32(file, at + 12));
            Assert.Equal(frame, file[(at + 16)..(at + 16 + frame.Length)]);
            at += 16 + frame.Length;
        }

        Assert.Equal(at, file.Length);
    }

    [TsharkFact]
    public void Tshark_finds_every_frame_well_formed_and_every_checksum_right()
    {
        (byte[] file, List<byte[]> frames) = Record();
        string[] lines = Dissect(file, "frame.protocols", "ip.checksum.status", "udp.checksum.status", "tcp.checksum.status", "icmp.checksum.status", "icmpv6.checksum.status", "_ws.malformed");
        Assert.Equal(frames.Count, lines.Length);
        string[] protocols = [.. lines.Select(line => line.Split('|')[0]).Distinct()];
        foreach (string expected in new[] { "arp", "icmp", "icmpv6", "udp", "tcp", "dhcp", "dns", "igmp" })
        {
            Assert.Contains(protocols, protocol => protocol.Split(':').Contains(expected));
        }

        foreach (string line in lines)
        {
            string[] fields = line.Split('|');
            Assert.All(fields[1..6], status => Assert.DoesNotContain("0", status.Split(',')));
            Assert.Equal("", fields[6]);
        }
    }

    [TsharkFact]
    public void Tshark_reads_the_same_fields_as_our_parsers()
    {
        (byte[] file, List<byte[]> frames) = Record();
        string[] lines = Dissect(file, "eth.type", "ip.src", "ip.dst", "ip.ttl", "ip.proto", "ipv6.src", "ipv6.dst", "ipv6.hlim", "udp.srcport", "udp.dstport", "udp.length");
        for (int i = 0; i < frames.Count; i++)
        {
            Assert.Equal(lines[i], Ours(frames[i]));
        }
    }

    // The outermost of each, as `-E occurrence=f` has it.
    private static string Ours(byte[] frame)
    {
        string[] fields = new string[11];
        Array.Fill(fields, "");
        Assert.True(EthernetHeader.TryParse(frame, out EthernetHeader ethernet));
        fields[0] = $"0x{(int)ethernet.Type:x4}";
        ReadOnlySpan<byte> packet = frame.AsSpan(14);
        int transport = 0;
        IpProtocol protocol = IpProtocol.NoNextHeader;
        bool first = true;
        if (ethernet.Type == EtherType.Ipv4)
        {
            Assert.True(Ipv4Header.TryParse(packet, packet.Length, out Ipv4Header header));
            (fields[1], fields[2], fields[3], fields[4]) = (Text(header.Source), Text(header.Destination), $"{header.HopLimit}", $"{(int)header.Protocol}");
            (transport, protocol, first) = (header.HeaderLength, header.Protocol, !header.IsFragment);
        }
        else if (ethernet.Type == EtherType.Ipv6)
        {
            Assert.True(Ipv6Header.TryParse(packet, packet.Length, out Ipv6Header header));
            Assert.True(Ipv6Extensions.TryParse(packet, header.NextHeader, out Ipv6Extensions extensions));
            (fields[5], fields[6], fields[7]) = (Text(header.Source), Text(header.Destination), $"{header.HopLimit}");
            (transport, protocol) = (40 + extensions.Length, extensions.Protocol);
        }

        if (protocol == IpProtocol.Udp && first)
        {
            Assert.True(UdpHeader.TryParse(packet[transport..], packet.Length - transport, out UdpHeader header));
            (fields[8], fields[9], fields[10]) = ($"{header.SourcePort}", $"{header.DestinationPort}", $"{header.Length}");
        }

        return string.Join('|', fields);
    }

    private static string Text(IpAddress address)
    {
        byte[] text = new byte[IpAddressText.MaximumLength];
        return System.Text.Encoding.ASCII.GetString(text, 0, IpAddressText.Format(address, text));
    }

    private static string[] Dissect(byte[] file, params string[] fields)
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, file);
        var start = new ProcessStartInfo(TsharkFactAttribute.Program!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-n", "-r", path, "-T", "fields", "-E", "separator=|", "-E", "occurrence=f", "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE",
            "-o", "tcp.check_checksum:TRUE", "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE",
            .. fields.SelectMany(field => new[] { "-e", field }),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(60_000));
        File.Delete(path);
        Assert.True(process.ExitCode == 0, errors.Result);
        return [.. output.TrimEnd('\n').Split('\n')];
    }

    // A bit of everything between two machines, captured by our own writer.
    private static (byte[] File, List<byte[]> Frames) Record()
    {
        var pair = new Pair();
        var server = new NameServer(pair.Right);
        server.Zone["www.example"] = ["192.0.2.1", "2001:db8::1"];
        pair.World.OnStep = server.Run;
        pair.Left.Stack.AddNameServer(new IpEndpoint(Node.Address("10.0.0.2"), 53));
        pair.Left.Stack.EnableAutoconfiguration(Node.Ethernet, pair.World.Now);
        pair.Left.Stack.StartDhcp(Node.Ethernet, pair.World.Now);
        pair.Left.Stack.Resolve("www.example"u8, true, true, out _, pair.World.Now);
        foreach (string right in new[] { "10.0.0.2", "fd00::2" })
        {
            bool v6 = right.Contains(':');
            Handle<Socket> client = pair.Left.Udp(v6);
            pair.Left.Send(client, new byte[10], right, 9);
            pair.Left.Send(client, new byte[3001], right, 9);
            pair.Left.Stack.Join(client, Node.Address(v6 ? "ff02::1234" : "239.1.2.3"), Node.Ethernet, pair.World.Now);
            pair.Left.Stack.OpenPing(v6, out Handle<Socket> ping);
            pair.Left.Stack.Send(ping, IcmpTests.Echo(v6, 1, 50), new IpEndpoint(Node.Address(right), 0), pair.World.Now);
            pair.Left.Stack.OpenTcp(v6, out Handle<Socket> stream);
            pair.Left.Stack.Connect(stream, new IpEndpoint(Node.Address(right), 80), pair.World.Now);
            pair.World.Run(1);
        }

        var pool = default(PacketPool);
        pool.SetLimit(4096);
        var sink = new MemorySink(new MemoryStream());
        var capture = new CaptureDevice<SegmentDevice, MemorySink>(new SegmentDevice(new Segment(), default), sink, default, 1_700_000_000_000_000_000);
        foreach (byte[] frame in pair.Wire.Log)
        {
            var queue = default(PacketQueue);
            Assert.True(pool.TryAllocate(out Handle<Packet> packet));
            Assert.True(pool.TryAppendCopy(packet, frame));
            queue.Enqueue(ref pool, packet);
            Assert.Equal(1, capture.Transmit(ref pool, ref queue, Instant.FromNanoseconds(5)));
        }

        Assert.Equal(0, pool.Count);
        return (sink.Stream.ToArray(), pair.Wire.Log);
    }

    private readonly struct MemorySink(MemoryStream stream) : ICaptureSink
    {
        public MemoryStream Stream => stream;

        public void Write(ReadOnlySpan<byte> bytes) => stream.Write(bytes);
    }
}
