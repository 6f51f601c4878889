using System.Text;

namespace Hermit.Firmware.Tests;

public sealed class TreeInformationTests
{
    // As in DeviceTreeTests.
    private static readonly byte[] s_virt = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "DeviceTree", "virt-gicv3.dtb"));

    [Fact]
    public void Finds_what_QEMU_says_about_its_board()
    {
        TreeInformation information = Read(s_virt, out MemoryMap map, out string commandLine);
        Assert.Equal("key=value -- a", commandLine);
        Assert.Equal((1, 0x4000_0000u, 0x800_0000u), (map.Count, (uint)map[0].Start, (uint)map[0].Length));
        Assert.Equal((InterruptControllerKind.Gic3, 0x800_0000u, 0x80A_0000u), (information.ControllerKind, (uint)information.Distributor.Start, (uint)information.ControllerPerCpu.Start));
        Assert.Equal((FirmwareCall.Hypervisor, 27u, 0x901_0000u), (information.FirmwareCall, information.TimerInterrupt, (uint)information.RealTimeClock.Start));
        Assert.Equal((2, 0u, 1u), (information.ProcessorCount, information.Processor(0), information.Processor(1)));
        Assert.Equal((1, 0x900_0000ul, 33u), (information.SerialLineCount, information.SerialLine(0).Address, information.SerialLine(0).Interrupt));
        Assert.Equal((0x903_0000ul, 39u, 3), (information.PowerController.Address, information.PowerController.Interrupt, information.PowerPin));
        Assert.Equal(32, information.MmioDeviceCount);
        for (int i = 0; i < information.MmioDeviceCount; i++)
        {
            MmioDescription device = information.MmioDevice(i);
            Assert.Equal((device.Address - 0xA00_0000) / 0x200, device.Interrupt - 48ul);
            Assert.False(device.IsLevel);
        }
    }

    [Fact]
    public void Leaves_out_what_is_reserved_of_the_RAM()
    {
        byte[] bytes = Root().Begin("memory@0").Set("device_type", "memory").Set("reg", 0u, 0x4000_0000u, 0u, 0x100_0000u).End()
            .Begin("reserved-memory").Set("#address-cells", 2u).Set("#size-cells", 2u).Set("ranges", Array.Empty<byte>())
            .Begin("firmware@40100000").Set("reg", 0u, 0x4010_0000u, 0u, 0x1_0000u).End().End().End().Build();
        Read(bytes, out MemoryMap map, out _);
        Assert.Equal((2, 0x4010_0000u, 0x4011_0000u), (map.Count, (uint)map[0].End, (uint)map[1].Start));
    }

    [Fact]
    public void The_console_that_firmware_uses_is_the_first_line()
    {
        byte[] bytes = Root().Begin("serial@1000").Set("compatible", "arm,pl011").Set("reg", 0u, 0x1000u, 0u, 0x1000u).End()
            .Begin("serial@2000").Set("compatible", "arm,pl011").Set("reg", 0u, 0x2000u, 0u, 0x1000u).End()
            .Begin("chosen").Set("stdout-path", "/serial@2000:115200n8").End().End().Build();
        TreeInformation information = Read(bytes, out _, out _);
        Assert.Equal((2, 0x2000ul, 0x1000ul), (information.SerialLineCount, information.SerialLine(0).Address, information.SerialLine(1).Address));
    }

    [Fact]
    public void Processors_are_named_by_all_four_fields_of_their_affinity()
    {
        byte[] bytes = Root().Begin("cpus").Set("#address-cells", 2u).Set("#size-cells", 0u)
            .Begin("cpu@0").Set("device_type", "cpu").Set("reg", 0u, 0x102u).End()
            .Begin("cpu@1").Set("device_type", "cpu").Set("reg", 3u, 0x102u).End()
            .Begin("cpu@2").Set("device_type", "cpu").Set("status", "disabled").Set("reg", 4u, 0u).End()
            .Begin("cpu@3").Set("device_type", "cpu").Set("reg", 0u, 0x102u).End().End().End().Build();
        TreeInformation information = Read(bytes, out _, out _);
        Assert.Equal((2, 0x102u, 0x300_0102u), (information.ProcessorCount, information.Processor(0), information.Processor(1)));
    }

    [Theory]
    [InlineData(0u, 988u)]
    [InlineData(1u, 16u)]
    [InlineData(2u, 1u)]
    [InlineData(0u, uint.MaxValue)]
    public void An_interrupt_that_no_controller_has_is_none(uint type, uint number)
    {
        byte[] bytes = Root().Begin("timer").Set("compatible", "arm,armv8-timer").Set("interrupts", 1, 13, 4, 1, 14, 4, type, number, 4).End().End().Build();
        Assert.Equal(0u, Read(bytes, out _, out _).TimerInterrupt);
    }

    [Theory]
    [InlineData(7u, 7u, 3u, true)]
    [InlineData(7u, 8u, 3u, false)]
    [InlineData(0u, 0u, 3u, false)]
    [InlineData(7u, 7u, 8u, false)]
    public void A_power_button_is_a_pin_of_the_controller_that_it_names(uint named, uint phandle, uint pin, bool exists)
    {
        byte[] bytes = Root().Begin("gpio-keys").Set("compatible", "gpio-keys").Begin("poweroff").Set("linux,code", 116u).Set("gpios", named, pin, 0u).End().End()
            .Begin("gpio").Set("compatible", "arm,pl061").Set("phandle", phandle).Set("reg", 0u, 0x1000u, 0u, 0x1000u).Set("interrupts", 0u, 7u, 4u).End().End().Build();
        Assert.Equal(exists, Read(bytes, out _, out _).PowerController.Size != 0);
    }

    [Fact]
    public void More_devices_than_there_is_room_for_are_left_out()
    {
        TreeBuilder builder = Root();
        for (uint i = 0; i < 100; i++)
        {
            builder.Begin("virtio").Set("compatible", "virtio,mmio").Set("reg", 0u, i * 0x200, 0u, 0x200u).Set("interrupts", 0u, i, 1u).End();
            builder.Begin("cpu").Set("device_type", "cpu").Set("reg", 0u, i).End();
            builder.Begin("serial").Set("compatible", "arm,pl011").Set("reg", 0u, i * 0x1000, 0u, 0x1000u).End();
        }

        TreeInformation information = Read(builder.End().Build(), out _, out _);
        Assert.Equal(TreeInformation.MaximumMmioDevices, information.MmioDeviceCount);
        Assert.Equal(TreeInformation.MaximumProcessors, information.ProcessorCount);
        Assert.Equal(TreeInformation.MaximumSerialLines, information.SerialLineCount);
    }

    [Fact]
    public void Damage_anywhere_is_survived()
    {
        var random = new Random(1);
        for (int round = 0; round < 500; round++)
        {
            byte[] bytes = [.. s_virt];
            for (int i = random.Next(1, 8); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (DeviceTree.TryParse(bytes, out DeviceTree tree))
            {
                TreeInformation.TryRead(tree, out TreeInformation information);
                Assert.InRange(information.MmioDeviceCount, 0, TreeInformation.MaximumMmioDevices);
                Assert.InRange(information.TimerInterrupt, 0u, 1019u);
            }
        }
    }

    private static TreeBuilder Root() => new TreeBuilder().Begin(string.Empty).Set("#address-cells", 2u).Set("#size-cells", 2u);

    private static TreeInformation Read(byte[] bytes, out MemoryMap map, out string commandLine)
    {
        Assert.True(DeviceTree.TryParse(bytes, out DeviceTree tree));
        Assert.True(TreeInformation.TryRead(tree, out TreeInformation information));
        map = information.Memory;
        commandLine = Encoding.ASCII.GetString(TreeInformation.CommandLine(tree));
        return information;
    }
}
