using System.Buffers.Binary;

using Hermit.Memory;

namespace Hermit.Net.Tests.Machines;

/// <summary>Frames that real traffic between two machines made, and what damage makes of them.</summary>
internal static class HostileFrames
{
    /// <summary>What two machines say to each other, with everything that they can talk about; each frame for either of them.</summary>
    public static byte[][] Real()
    {
        var pair = new Pair();
        pair.Left.Stack.EnableAutoconfiguration(Node.Ethernet, pair.World.Now);
        pair.Left.Stack.StartDhcp(Node.Ethernet, pair.World.Now);
        foreach (string right in new[] { "10.0.0.2", "fd00::2" })
        {
            bool v6 = right.Contains(':');
            Handle<Socket> client = pair.Left.Udp(v6, (ushort)(v6 ? 4001 : 4000));
            pair.Left.Send(client, new byte[10], right, 7);
            pair.Left.Send(client, new byte[3000], right, 4000);
            pair.Left.Stack.Join(client, Node.Address(v6 ? "ff02::1234" : "239.1.2.3"), Node.Ethernet, pair.World.Now);
            pair.Left.Stack.OpenPing(v6, out Handle<Socket> ping);
            pair.Left.Stack.Send(ping, Echo(v6), new IpEndpoint(Node.Address(right), 0), pair.World.Now);
            pair.Right.Stack.OpenTcp(v6, out Handle<Socket> listener);
            pair.Right.Stack.Bind(listener, new IpEndpoint(v6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 80));
            pair.Right.Stack.Listen(listener, 1, pair.World.Now);
            pair.Left.Stack.OpenTcp(v6, out Handle<Socket> stream);
            pair.Left.Stack.Connect(stream, new IpEndpoint(Node.Address(right), 80), pair.World.Now);
            pair.World.Run(1);
            pair.Left.Stack.Write(stream, new byte[2000], out _, pair.World.Now);
            pair.World.Run(1);
            pair.Left.Stack.Close(stream, pair.World.Now);
            pair.World.Run(1);
        }

        return [.. pair.Wire.Log, .. pair.Wire.Log.Select(frame => Turned(frame, pair.Right.Hardware))];
    }

    // The same frame, to the victim whoever it was for.
    private static byte[] Turned(byte[] frame, MacAddress victim)
    {
        byte[] turned = [.. frame];
        victim.Write(turned);
        return turned;
    }

    /// <summary>A frame of a corpus, or noise, with up to five kinds of damage; half of them have right lengths and checksums all the same.</summary>
    public static byte[] Mutate(Random random, byte[][] corpus) =>
        random.Next(50) == 0 ? Noise(random) : Mutate(random, corpus[random.Next(corpus.Length)], corpus);

    /// <summary>A frame with up to five kinds of damage, for which it may take bytes of a corpus.</summary>
    public static byte[] Mutate(Random random, byte[] original, byte[][] corpus)
    {
        byte[] frame = [.. original];
        for (int i = random.Next(6); i > 0; i--)
        {
            int at = random.Next(random.Next(2) == 0 ? frame.Length : Math.Min(80, frame.Length));
            switch (random.Next(6))
            {
                case 0:
                    frame[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    frame[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0);
                    break;
                case 2:
                    frame[at] = (byte)random.Next(256);
                    break;
                case 3:
                    frame = frame[..Math.Max(at, 1)];
                    break;
                case 4:
                    frame = [.. frame[..at], .. corpus[random.Next(corpus.Length)].AsSpan(0, 8), .. frame[at..]];
                    break;
                default:
                    int length = Math.Min(random.Next(12), frame.Length - at);
                    frame = [.. frame[..at], .. frame[(at + length)..]];
                    break;
            }

            frame = frame.Length == 0 ? [0] : frame;
        }

        if (random.Next(2) == 0)
        {
            Repair(frame);
        }

        return frame.Length > 1600 ? frame[..1600] : frame;
    }

    private static byte[] Noise(Random random)
    {
        byte[] noise = new byte[random.Next(1600)];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Echo(bool v6)
    {
        byte[] message = new byte[58];
        new IcmpHeader { Type = v6 ? (byte)128 : (byte)8, Parameter = 1 }.Emit(message);
        return message;
    }

    // Puts lengths and checksums right, as far as they can be found.
    private static void Repair(byte[] frame)
    {
        if (frame.Length < 54)
        {
            return;
        }

        Span<byte> packet = frame.AsSpan(14);
        bool v4 = frame[12] == 8 && frame[13] == 0;
        int header = v4 ? 4 * (packet[0] & 0xF) : 40;
        if (header < 20 || header + 20 > packet.Length || (!v4 && (frame[12] != 0x86 || frame[13] != 0xDD)))
        {
            return;
        }

        if (v4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
            BinaryPrimitives.WriteUInt16BigEndian(packet[10..], 0);
            BinaryPrimitives.WriteUInt16BigEndian(packet[10..], InternetChecksum.Finish(InternetChecksum.Add(packet[..header])));
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)(packet.Length - 40));
        }

        byte protocol = v4 ? packet[9] : packet[6];
        int checksum = protocol switch { 6 => 16, 17 => 6, 1 or 2 or 58 => 2, _ => -1 };
        if (checksum < 0)
        {
            return;
        }

        Span<byte> transport = packet[header..];
        if (protocol == 17)
        {
            BinaryPrimitives.WriteUInt16BigEndian(transport[4..], (ushort)transport.Length);
        }

        IpAddress source = v4 ? IpAddress.ReadV4(packet[12..]) : IpAddress.ReadV6(packet[8..]);
        IpAddress destination = v4 ? IpAddress.ReadV4(packet[16..]) : IpAddress.ReadV6(packet[24..]);
        ulong sum = protocol is 1 or 2 ? 0 : InternetChecksum.PseudoHeader(source, destination, protocol, transport.Length);
        BinaryPrimitives.WriteUInt16BigEndian(transport[checksum..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(transport[checksum..], InternetChecksum.Finish(InternetChecksum.Add(transport, sum)));
    }
}
