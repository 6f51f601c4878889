using System.Text;

namespace Hermit.Firmware.Tests;

public sealed class DeviceTreeTests
{
    // What QEMU 7.2 describes as `-M virt,gic-version=3 -smp 2 -m 128 -append "key=value -- a"`, without the padding.
    private static readonly byte[] s_virt = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "DeviceTree", "virt-gicv3.dtb"));

    [Fact]
    public void Reads_what_QEMU_says_about_its_board()
    {
        Assert.True(DeviceTree.TryParse(s_virt, out DeviceTree tree));
        var found = new List<string>();
        int cpus = 0, slots = 0;
        DeviceTreeWalk walk = tree.Walk();
        while (walk.MoveNext())
        {
            DeviceTreeNode node = walk.Current;
            if (node.Text("device_type"u8).SequenceEqual("memory"u8) || node.IsCompatible("arm,pl011"u8) || node.IsCompatible("arm,gic-v3-its"u8) || node.IsCompatible("pci-host-ecam-generic"u8))
            {
                Assert.True(walk.TryReadRange(0, out ulong address, out ulong length));
                found.Add($"{Encoding.ASCII.GetString(node.Name)} {address:x} {length:x}");
            }

            cpus += node.Text("device_type"u8).SequenceEqual("cpu"u8) && walk.Parent.Name.SequenceEqual("cpus"u8) ? 1 : 0;
            slots += node.IsCompatible("virtio,mmio"u8) && node.IsUsable ? 1 : 0;
            if (node.Name.SequenceEqual("chosen"u8))
                Assert.Equal("key=value -- a"u8, node.Text("bootargs"u8));
        }

        Assert.False(walk.IsDamaged);
        Assert.Equal(["memory@40000000 40000000 8000000", "pcie@10000000 4010000000 10000000", "pl011@9000000 9000000 1000", "its@8080000 8080000 20000"], found);
        Assert.Equal((2, 32), (cpus, slots));
    }

    [Fact]
    public void Second_element_of_registers_is_read_and_a_third_is_not_there()
    {
        Assert.True(DeviceTree.TryParse(s_virt, out DeviceTree tree));
        DeviceTreeWalk walk = Find(tree, "intc@8000000");
        Assert.True(walk.TryReadRange(1, out ulong address, out ulong length));
        Assert.Equal((0x80A_0000ul, 0xF6_0000ul), (address, length));
        Assert.False(walk.TryReadRange(2, out _, out _));
        Assert.False(walk.TryReadRange(-1, out _, out _));
    }

    [Fact]
    public void Addresses_go_through_every_bus()
    {
        byte[] bytes = new TreeBuilder().Begin(string.Empty).Set("#address-cells", 2u).Set("#size-cells", 2u)
            .Begin("soc").Set("#address-cells", 1u).Set("#size-cells", 1u).Set("ranges", 0x7C00_0000, 0, 0xFC00_0000, 0x400_0000, 0x4000_0000, 0, 0xFF80_0000, 0x80_0000)
            .Begin("bus").Set("#address-cells", 1u).Set("#size-cells", 1u).Set("ranges", 0, 0x4000_0000, 0x10_0000)
            .Begin("a").Nothing().Set("reg", 0x100, 0x10).End()
            .Begin("b").Set("reg", 0xF_FFF0, 0x20).End()
            .End().Begin("closed").Begin("c").Set("reg", 0u, 0u, 1u).End().End().End().End().Build();
        Assert.True(DeviceTree.TryParse(bytes, out DeviceTree tree));
        DeviceTreeWalk walk = Find(tree, "a");
        Assert.True(walk.TryReadRange(0, out ulong address, out ulong length));
        Assert.Equal((0xFF80_0100ul, 0x10ul), (address, length));
        Assert.False(Find(tree, "b").TryReadRange(0, out _, out _)); // ends behind the bus's window
        Assert.False(Find(tree, "c").TryReadRange(0, out _, out _)); // its bus has no way to the CPU
    }

    [Fact]
    public void Range_that_wraps_is_none()
    {
        byte[] bytes = new TreeBuilder().Begin(string.Empty).Set("#address-cells", 2u).Set("#size-cells", 2u)
            .Begin("memory").Set("reg", uint.MaxValue, 0, 1, 0).End().End().Build();
        Assert.True(DeviceTree.TryParse(bytes, out DeviceTree tree));
        Assert.False(Find(tree, "memory").TryReadRange(0, out _, out _));
    }

    [Fact]
    public void Ranges_of_no_cells_end()
    {
        byte[] bytes = new TreeBuilder().Begin(string.Empty).Set("#address-cells", 0u).Set("#size-cells", 0u)
            .Begin("bus").Set("#address-cells", 0u).Set("#size-cells", 0u).Set("ranges", 1u).Begin("a").Set("reg", 1u).End().End().End().Build();
        Assert.True(DeviceTree.TryParse(bytes, out DeviceTree tree));
        Assert.False(Find(tree, "a").TryReadRange(0, out _, out _));
    }

    [Theory]
    [InlineData(0, 0xD0, 0xD1)]
    [InlineData(4, 0, 0xFF)]
    [InlineData(8, 0, 0x7F)]
    [InlineData(12, 0, 0xFF)]
    [InlineData(23, 17, 16)]
    [InlineData(27, 16, 18)]
    [InlineData(35, null, 0xFF)]
    [InlineData(36, 0, 0x80)]
    public void Header_that_does_not_fit_its_bytes_is_refused(int offset, int? before, int after)
    {
        byte[] bytes = new TreeBuilder().Begin(string.Empty).End().Build();
        Assert.True(DeviceTree.TryParse(bytes, out _));
        if (before is { } value)
            Assert.Equal(value, bytes[offset]);
        bytes[offset] = (byte)after;
        Assert.False(DeviceTree.TryParse(bytes, out _));
    }

    [Fact]
    public void Nodes_too_deep_and_blocks_cut_off_are_damage()
    {
        var deep = new TreeBuilder();
        for (int i = 0; i <= DeviceTreeWalk.MaximumDepth; i++)
            deep.Begin("n");
        Assert.True(WalkOf(deep.Build()).IsDamaged);
        Assert.True(WalkOf(new TreeBuilder().Begin(string.Empty).Build()).IsDamaged);
        Assert.True(WalkOf(new TreeBuilder().Begin(string.Empty).End().End().Build()).IsDamaged);
        Assert.True(WalkOf(new TreeBuilder().Begin(string.Empty).End().Begin("second").End().Build()).IsDamaged);
        Assert.True(WalkOf(new TreeBuilder().Set("nobody's", 1u).Build()).IsDamaged);
        Assert.True(WalkOf(new TreeBuilder().Build()).IsDamaged);
        Assert.False(WalkOf(new TreeBuilder().Nothing().Begin(string.Empty).End().Nothing().Build()).IsDamaged);
    }

    // Whatever the bytes are: reading them ends, and stays within them (a span would throw).
    [Fact]
    public void Damaged_trees_are_read_to_an_end()
    {
        var random = new Random(20);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = (byte[])s_virt.Clone();
            int first = random.Next(3) == 0 ? 0 : DeviceTree.HeaderBytes;
            for (int i = random.Next(1, 8); i > 0; i--)
                bytes[first + random.Next(bytes.Length - first)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)random.Next(10);
            Read(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length));
        }
    }

    private static void Read(ReadOnlySpan<byte> bytes)
    {
        if (!DeviceTree.TryParse(bytes, out DeviceTree tree))
            return;
        DeviceTreeWalk walk = tree.Walk();
        int nodes = 0;
        while (walk.MoveNext())
        {
            Assert.True(++nodes <= bytes.Length / 8);
            _ = walk.Current.Number("#interrupt-cells"u8, 0) + (uint)walk.Current.Text("status"u8).Length;
            _ = walk.Current.IsCompatible("virtio,mmio"u8) && walk.Current.IsUsable;
            for (int i = 0; walk.TryReadRange(i, out ulong address, out ulong length) && i < 64; i++)
                Assert.True(address + length >= address);
        }
    }

    private static DeviceTreeWalk Find(in DeviceTree tree, string name)
    {
        DeviceTreeWalk walk = tree.Walk();
        while (walk.MoveNext())
        {
            if (walk.Current.Name.SequenceEqual(Encoding.ASCII.GetBytes(name)))
                return walk;
        }

        throw new InvalidOperationException($"no node '{name}'");
    }

    private static DeviceTreeWalk WalkOf(byte[] bytes)
    {
        Assert.True(DeviceTree.TryParse(bytes, out DeviceTree tree));
        DeviceTreeWalk walk = tree.Walk();
        while (walk.MoveNext())
        {
        }

        return walk;
    }
}
