using System.Buffers.Binary;

namespace Hermit.Firmware.Tests;

public sealed class AcpiInformationTests
{
    [Fact]
    public void Reads_the_controller_and_an_override()
    {
        byte[] table = new byte[44 + 12 + 10];
        table[44] = 1;
        table[45] = 12;
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(48), 0xFEC0_1000);
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(52), 24);
        table[56] = 2;
        table[57] = 10;
        table[59] = 9;
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(60), 20);
        table[64] = 0x0F;
        AcpiInformation information = AcpiInformation.Default;
        information.ReadInterruptControllers(table);
        Assert.Equal((nuint)0xFEC0_1000, information.InterruptController(0).Address);
        Assert.Equal(24u, information.InterruptController(0).FirstLine);
        information.Route(9, out uint global, out bool activeLow, out bool level);
        Assert.Equal((20u, true, true), (global, activeLow, level));
        information.Route(4, out global, out activeLow, out level);
        Assert.Equal((4u, false, false), (global, activeLow, level));
    }

    [Fact]
    public void Reads_the_processors_that_can_be_used_once_each()
    {
        static byte[] Local(byte identifier, uint flags) => [0, 8, 1, identifier, .. BitConverter.GetBytes(flags)];
        static byte[] Extended(uint identifier, uint flags) => [9, 16, 0, 0, .. BitConverter.GetBytes(identifier), .. BitConverter.GetBytes(flags), 1, 0, 0, 0];
        AcpiInformation information = AcpiInformation.Default;
        information.ReadInterruptControllers(
        [
            .. new byte[44], .. Local(0, 1), .. Local(2, 0), .. Local(3, 2), .. Local(4, 3), .. Extended(4, 1), .. Extended(0x1_0000, 1), 0, 4, 5, 5,
        ]);
        Assert.Equal([0u, 4u, 0x1_0000u], Enumerable.Range(0, information.ProcessorCount).Select(information.Processor));
    }

    [Fact]
    public void Reads_no_more_processors_than_there_is_room_for()
    {
        byte[] table = [.. new byte[44], .. Enumerable.Range(0, 200).SelectMany(number => new byte[] { 0, 8, 0, (byte)number, 1, 0, 0, 0 })];
        AcpiInformation information = AcpiInformation.Default;
        information.ReadInterruptControllers(table);
        Assert.Equal(AcpiInformation.MaximumProcessors, information.ProcessorCount);
        Assert.Equal(63u, information.Processor(63));
    }

    [Theory]
    [InlineData(new byte[] { 0x12, 6, 4, 0x0A, 5, 0 }, 5)]
    [InlineData(new byte[] { 0x12, 0x46, 0, 4, 0x0A, 7, 0 }, 7)]
    [InlineData(new byte[] { 0x12, 6, 4, 1, 0, 0 }, 1)]
    [InlineData(new byte[] { 0x11, 6, 4, 0x0A, 5, 0 }, 0)]
    [InlineData(new byte[] { 0x12 }, 0)]
    public void Reads_the_sleep_type(byte[] package, byte expected)
    {
        AcpiInformation information = default;
        information.ReadSleepType([.. "junk\x08_S5_"u8, .. package]);
        Assert.Equal(expected, information.SleepType);
    }

    [Fact]
    public void Reads_virtio_devices()
    {
        byte[] device =
        [
            .. "VR23\x08_HID\rLNRO0005\0\x08_CRS\x11\x1a\x0a\x17"u8, 0x86, 9, 0, 1, 0x00, 0x2E, 0xB0, 0xFE, 0x00, 0x02, 0, 0, 0x89, 6, 0, 1, 1, 0x2F, 0, 0, 0, 0x79, 0,
        ];
        AcpiInformation information = AcpiInformation.Default;
        information.ReadVirtioDevices([.. "DSDT"u8, .. device, .. "LNRO0005 without resources"u8, .. device]);
        Assert.Equal(2, information.MmioDeviceCount);
        Assert.Equal((0xFEB0_2E00ul, 0x200ul, 47u, true), (information.MmioDevice(1).Address, information.MmioDevice(1).Size, information.MmioDevice(1).Interrupt, information.MmioDevice(1).IsLevel));

        var random = new Random(1);
        for (int round = 0; round < 50_000; round++)
        {
            byte[] table = [.. device, .. device];
            for (int change = random.Next(5); change > 0; change--)
                table[random.Next(table.Length)] = (byte)random.Next(256);
            information = AcpiInformation.Default;
            information.ReadVirtioDevices(table.AsSpan(0, random.Next(table.Length)));
            Assert.InRange(information.MmioDeviceCount, 0, 2);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Survives_any_bytes(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] table = new byte[random.Next(120)];
            random.NextBytes(table);
            for (int offset = 44; offset + 1 < table.Length; offset += Math.Max(1, (int)table[offset + 1]))
            {
                table[offset] = (byte)random.Next(4);
                table[offset + 1] = (byte)random.Next(round % 2 == 0 ? 256 : 14);
            }

            AcpiInformation information = AcpiInformation.Default;
            information.ReadInterruptControllers(table);
            information.ReadSleepType([.. table.AsSpan(0, table.Length / 2), .. "_S5_"u8, .. table.AsSpan(table.Length / 2)]);
            information.Route(random.Next(), out uint global, out _, out _);
            Assert.True(global <= 0xFFFF);
        }
    }
}
