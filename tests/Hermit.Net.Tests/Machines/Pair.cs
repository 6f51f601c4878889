namespace Hermit.Net.Tests.Machines;

/// <summary>Two machines on one Ethernet, 10.0.0.1 and 10.0.0.2, fd00::1 and fd00::2.</summary>
internal sealed class Pair
{
    public Pair(int mtu = 1500, bool offload = false)
    {
        Wire = World.Ethernet();
        Left = new Node(World, Wire, 1, mtu: mtu, offload: offload).With("10.0.0.1", 24).With("fd00::1", 64);
        Right = new Node(World, Wire, 2, mtu: mtu, offload: offload).With("10.0.0.2", 24).With("fd00::2", 64);
        
        // Until all groups are reported.
        World.Run(3);
    }

    public World World { get; } = new();

    public Segment Wire { get; }

    public Node Left { get; }

    public Node Right { get; }
}
