using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

using Hermit.Abi;
using Hermit.Memory;

using Xunit;
using Xunit.Abstractions;

using LinuxSocket = System.Net.Sockets.Socket;

namespace Hermit.Net.Tests.Linux;

/// <summary>Our TCP and Linux's, over a real device in real time. Linux is the oracle.</summary>
public class LinuxPeerTests(ITestOutputHelper output)
{
    private const int TcpCongestion = 13;

    private static Faults Bad => new()
    {
        Loss = 10_000, Duplication = 10_000, Reordering = 20_000, Corruption = 5000, Delay = Duration.FromMilliseconds(2), Jitter = Duration.FromMilliseconds(2),
    };

    [LinuxPeerFact]
    public void Every_byte_gets_to_Linux()
    {
        using var peer = new LinuxPeer();
        output.WriteLine($"{Upload(peer, 20_000_000) / 1e6:0.0} MB/s");
    }

    [LinuxPeerFact]
    public void Every_byte_comes_from_Linux()
    {
        using var peer = new LinuxPeer();
        output.WriteLine($"{Download(peer, 20_000_000) / 1e6:0.0} MB/s");
    }

    [LinuxPeerFact]
    public void Every_byte_gets_to_Linux_over_a_bad_cable()
    {
        using var peer = new LinuxPeer(Bad, losesOurs: true);
        output.WriteLine($"{Upload(peer, 2_000_000) / 1e6:0.0} MB/s");
    }

    [LinuxPeerFact]
    public void Every_byte_comes_from_Linux_over_a_bad_cable()
    {
        using var peer = new LinuxPeer(Bad, losesOurs: true);
        output.WriteLine($"{Download(peer, 2_000_000) / 1e6:0.0} MB/s");
    }

    [LinuxPeerFact]
    public void One_percent_of_loss_costs_about_what_it_costs_Linux()
    {
        // 10 ms one way, one in a hundred of the segments with data lost: ours by us, Linux's by the device that it comes through. What is lost is a matter of
        // luck, so one run says little, and only much less than Linux's rate fails.
        double ours = 0, theirs = 0;
        int runs = Effort.Cases(1);
        for (int seed = 1; seed <= runs; seed++)
        {
            var faults = new Faults { Delay = Duration.FromMilliseconds(10) };
            double up, down;
            TcpCounters counters;
            using (var peer = new LinuxPeer(faults, losesOurs: true, seed))
            {
                up = Upload(peer, 4_000_000);
                counters = peer.Stack.TcpCounters;
            }

            faults.Loss = 10_000;
            using (var peer = new LinuxPeer(faults, losesOurs: false, seed))
            {
                down = Download(peer, 4_000_000);
            }

            output.WriteLine($"ours {up / 1e6:0.00} MB/s, Linux {down / 1e6:0.00} MB/s: {up / down:0.00}; of {counters.SegmentsSent} segments {counters.SegmentsRetransmitted} again, "
                + $"{counters.FastRecoveries} recoveries, {counters.Timeouts} timeouts, {counters.TailLossProbes} probes");
            ours += up;
            theirs += down;
        }

        output.WriteLine($"{ours / theirs:0.00} of Linux's rate in all");
        Assert.InRange(ours / theirs, 0.25, 100);
    }

    [LinuxPeerFact]
    public void Refusal_and_reset_are_seen()
    {
        using var peer = new LinuxPeer();
        Assert.Equal(SystemError.None, peer.Stack.OpenTcp(false, out Handle<Socket> refused));
        Assert.Equal(SystemError.InProgress, peer.Stack.Connect(refused, new IpEndpoint(IpAddress.FromV4(10, 77, 0, 1), 9), LinuxPeer.Now));
        peer.Run(() => (peer.Stack.GetReadiness(refused) & Readiness.Error) != 0);
        Assert.Equal(SystemError.ConnectionRefused, peer.Stack.Read(refused, new byte[1], false, out _, LinuxPeer.Now));

        using LinuxSocket client = LinuxPeer.InNetwork(() => new LinuxSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        Task<SocketException> refusal = Task.Run(() => Assert.Throws<SocketException>(() => client.Connect(new IPEndPoint(LinuxPeer.OurAddress, 9))));
        peer.Run(() => refusal.IsCompleted);
        Assert.Equal(SocketError.ConnectionRefused, refusal.Result.SocketErrorCode);
    }

    // Sends bytes to Linux; returns the rate in bytes a second.
    private static double Upload(LinuxPeer peer, int count)
    {
        byte[] bytes = Make(count);
        using LinuxSocket listener = LinuxPeer.InNetwork(() => new LinuxSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        Task<byte[]> receiver = Task.Run(() =>
        {
            using LinuxSocket accepted = listener.Accept();
            return SHA256.HashData(new NetworkStream(accepted));
        });
        Assert.Equal(SystemError.None, peer.Stack.OpenTcp(false, out Handle<Socket> socket));
        Assert.Equal(SystemError.InProgress, peer.Stack.Connect(socket, new IpEndpoint(IpAddress.FromV4(10, 77, 0, 1), (ushort)port), LinuxPeer.Now));
        var clock = Stopwatch.StartNew();
        int sent = 0;
        peer.Run(() =>
        {
            while (sent < count && peer.Stack.Write(socket, bytes.AsSpan(sent, Math.Min(count - sent, 65536)), out int taken, LinuxPeer.Now) == SystemError.None)
            {
                sent += taken;
            }

            return sent == count;
        });
        Assert.Equal(SystemError.None, peer.Stack.Shutdown(socket, read: false, write: true, LinuxPeer.Now));
        peer.Run(() => receiver.IsCompleted);
        Assert.Equal(SHA256.HashData(bytes), receiver.Result);
        double rate = count / clock.Elapsed.TotalSeconds;

        // Linux closes too: the end comes to us.
        int read = -1;
        peer.Run(() => peer.Stack.Read(socket, new byte[1], false, out read, LinuxPeer.Now) == SystemError.None);
        Assert.Equal(0, read);
        Assert.Equal(SystemError.None, peer.Stack.Close(socket, LinuxPeer.Now));
        return rate;
    }

    // Receives bytes from Linux; returns the rate in bytes a second.
    private static double Download(LinuxPeer peer, int count)
    {
        byte[] bytes = Make(count);
        Assert.Equal(SystemError.None, peer.Stack.OpenTcp(false, out Handle<Socket> listener));
        Assert.Equal(SystemError.None, peer.Stack.Bind(listener, new IpEndpoint(IpAddress.AnyV4, 80)));
        Assert.Equal(SystemError.None, peer.Stack.Listen(listener, 10, LinuxPeer.Now));
        using LinuxSocket client = LinuxPeer.InNetwork(() => new LinuxSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

        // Like with like: what Linux sends with by default is up to whoever set it up.
        client.SetRawSocketOption((int)ProtocolType.Tcp, TcpCongestion, "cubic"u8);
        Task sender = Task.Run(() =>
        {
            client.Connect(new IPEndPoint(LinuxPeer.OurAddress, 80));
            new NetworkStream(client).Write(bytes);
            client.Shutdown(SocketShutdown.Send);
        });
        Handle<Socket> socket = default;
        peer.Run(() => peer.Stack.Accept(listener, out socket, out _, LinuxPeer.Now) == SystemError.None);
        var clock = Stopwatch.StartNew();
        byte[] received = new byte[count + 1];
        int at = 0;
        peer.Run(() =>
        {
            while (peer.Stack.Read(socket, received.AsSpan(at), false, out int taken, LinuxPeer.Now) == SystemError.None)
            {
                at += taken;
                if (taken == 0)
                {
                    return true;
                }
            }

            return false;
        });
        double rate = count / clock.Elapsed.TotalSeconds;
        peer.Run(() => sender.IsCompleted);
        sender.GetAwaiter().GetResult();
        Assert.Equal(count, at);
        Assert.True(bytes.AsSpan().SequenceEqual(received.AsSpan(0, count)), "the bytes differ");
        Assert.Equal(SystemError.None, peer.Stack.Close(socket, LinuxPeer.Now));
        int end = -1;
        Task reader = Task.Run(() => end = client.Receive(new byte[1]));
        peer.Run(() => reader.IsCompleted);
        Assert.Equal(0, end);
        return rate;
    }

    private static byte[] Make(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
