using System.Text;

using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests.Machines;

/// <summary>A machine of a test: a stack with one Ethernet device, number 2, behind a device with faults.</summary>
internal sealed class Node
{
    public const int Ethernet = 2;

    private readonly World _world;
    private NetworkStack _stack;
    private FaultDevice<SegmentDevice> _device;

    public Node(World world, Segment segment, ulong seed, int buffers = 4096, int mtu = 1500, bool offload = false, ushort vlan = 0)
    {
        _world = world;
        Hardware = new MacAddress(0x0200_0000_0000 + seed);
        var capabilities = new DeviceCapabilities { Mtu = mtu, Address = Hardware, CompletesChecksums = offload };
        _device = new FaultDevice<SegmentDevice>(new SegmentDevice(segment, capabilities), default, RandomSource.FromNumber(seed + 1000));
        byte[] key = new byte[RandomSource.SeedBytes];
        key[0] = (byte)seed;
        key[1] = (byte)(seed >> 8);
        _stack.Initialize(key, buffers, world.Now);
        Assert.Equal(Ethernet, _stack.AddInterface(_device.Capabilities, vlan));
        world.Nodes.Add(this);
    }

    public MacAddress Hardware { get; }

    public ref NetworkStack Stack => ref _stack;

    public ref Faults Faults => ref _device.Faults;

    public Instant Deadline { get; private set; }

    public Instant Now => _world.Now;

    public bool HasOutput => _stack.TransmitQueue(Ethernet).Count > 0;

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static IpAddress Address(string text)
    {
        Assert.True(IpAddressText.TryParse(Text(text), out IpAddress address), text);
        return address;
    }

    /// <summary>Runs what a driver's thread would, until there is nothing left to do now.</summary>
    public void Run()
    {
        while (DevicePump.Run(ref _stack, ref _device, Ethernet, _world.Now, out Instant deadline))
        {
            Deadline = deadline;
        }

        _ = DevicePump.Run(ref _stack, ref _device, Ethernet, _world.Now, out Instant last);
        Deadline = last;
    }

    public Node With(string address, int prefixLength, string? gateway = null)
    {
        Assert.Equal(SystemError.None, _stack.AddAddress(Ethernet, Address(address), prefixLength, Now));
        if (gateway != null)
        {
            IpPrefix all = Address(gateway).IsV4 ? IpPrefix.AllV4 : IpPrefix.AllV6;
            Assert.Equal(SystemError.None, _stack.AddRoute(all, Address(gateway), Ethernet));
        }

        return this;
    }

    public Handle<Socket> Udp(bool v6 = false, ushort port = 0)
    {
        Assert.Equal(SystemError.None, _stack.OpenUdp(v6, out Handle<Socket> socket));
        if (port != 0)
        {
            Assert.Equal(SystemError.None, _stack.Bind(socket, new IpEndpoint(v6 ? IpAddress.AnyV6 : IpAddress.AnyV4, port)));
        }

        return socket;
    }

    public SystemError Send(Handle<Socket> socket, byte[] bytes, string address, int port, uint zone = 0) =>
        _stack.Send(socket, bytes, new IpEndpoint(Address(address), (ushort)port, zone), Now);

    public SystemError Send(Handle<Socket> socket, byte[] bytes) => _stack.Send(socket, bytes, default, Now);

    public byte[]? Receive(Handle<Socket> socket) => Receive(socket, out _, out _);

    public byte[]? Receive(Handle<Socket> socket, out DatagramInfo info, out SystemError error)
    {
        byte[] buffer = new byte[65536];
        error = _stack.Receive(socket, buffer, peek: false, out int count, out info);
        return error == SystemError.None ? buffer[..count] : null;
    }
}
