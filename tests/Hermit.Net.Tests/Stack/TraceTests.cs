using System.Text;

using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>Frames as lines of text: what <c>HermitNetTrace</c> prints.</summary>
public class TraceTests
{
    [Fact]
    public void A_conversation_reads_like_one()
    {
        var pair = new Pair();
        pair.Wire.Log.Clear();
        Handle<Socket> client = pair.Left.Udp(port: 4000);
        pair.Left.Send(client, new byte[2000], "10.0.0.2", 7);
        pair.World.Run(0.1);
        Handle<Socket> v6 = pair.Left.Udp(v6: true, 4001);
        pair.Left.Send(v6, new byte[5], "fd00::2", 7);
        pair.World.Run(0.1);
        string[] lines = [.. pair.Wire.Log.Select(Line)];
        Assert.Equal("arp who has 10.0.0.2 tell 10.0.0.1", lines[0]);
        Assert.Equal("arp 10.0.0.2 is at 02:00:00:00:00:02", lines[1]);
        Assert.Matches(@"^10\.0\.0\.1:4000 > 10\.0\.0\.2:7 udp, 1472 bytes, fragment of \d+ at 0, more follow$", lines[2]);
        Assert.Matches(@"^10\.0\.0\.1 > 10\.0\.0\.2 udp, 520 bytes, fragment of \d+ at 1480, last$", lines[3]);
        Assert.Contains("10.0.0.2 > 10.0.0.1 icmp type 3 code 3", lines);
        Assert.Contains("fd00::1 > ff02::1:ff00:2 icmp6 type 135 code 0", lines);
        Assert.Contains("[fd00::1]:4001 > [fd00::2]:7 udp, 5 bytes", lines);
    }

    [Fact]
    public void Segments_show_their_flags_and_numbers()
    {
        var pair = new Pair();
        pair.Left.Stack.OpenTcp(false, out Handle<Socket> socket);
        pair.Left.Stack.Connect(socket, new IpEndpoint(Node.Address("10.0.0.2"), 80), pair.World.Now);
        pair.World.Run(0.1);
        string[] lines = [.. pair.Wire.Log.Select(Line).Where(line => line.Contains("tcp"))];
        Assert.Matches(@"^10\.0\.0\.1:\d+ > 10\.0\.0\.2:80 tcp syn seq \d+ win \d+, 0 bytes$", lines[0]);
        Assert.Matches(@"^10\.0\.0\.2:80 > 10\.0\.0\.1:\d+ tcp rst seq 0 ack \d+ win 0, 0 bytes$", lines[1]);
    }

    [Fact]
    public void Noise_makes_a_line_too() => Wire.Property.Holds(v =>
    {
        byte[] frame = v.Noise(v.Below(120));
        if (frame.Length > 14 && v.Bool())
        {
            frame[12] = v.Bool() ? (byte)0x08 : (byte)0x86;
            frame[13] = frame[12] == 8 ? (byte)0 : (byte)0xDD;
        }

        return Line(frame).Length > 0;
    });

    private static string Line(byte[] frame)
    {
        var line = new LineWriter(new byte[200]);
        FrameText.Write(frame, ref line);
        return Encoding.ASCII.GetString(line.Written);
    }
}
