using System.Buffers.Binary;

namespace Hermit.Firmware.Tests;

public sealed class StartInfoTests
{
    [Fact]
    public void Reads_where_the_loader_put_things()
    {
        byte[] bytes = Valid();
        Assert.Null(StartInfo.Parse(bytes, out StartInfo info));
        Assert.Equal((0x1000ul, 0x2000ul, 0x3000ul, 2), (info.CommandLine, info.RootDescriptor, info.MemoryMap, info.MemoryMapCount));
    }

    [Fact]
    public void Takes_only_RAM_of_the_memory_map()
    {
        byte[] entries = new byte[StartInfo.EntryBytes * 3];
        Entry(entries, 0, 0, 0x9_0000, 1);
        Entry(entries, 1, 0x9_0000, 0x7_0000, 2);
        Entry(entries, 2, 0x10_0000, 0x700_0000, 1);
        MemoryMap map = default;
        StartInfo.ReadMemoryMap(entries, ref map);
        Assert.Equal(2, map.Count);
        Assert.Equal((nuint)0x710_0000, map.End);
        StartInfo.ReadMemoryMap(entries.AsSpan(0, StartInfo.EntryBytes - 1), ref map);
        Assert.Equal(2, map.Count);
    }

    [Theory]
    [InlineData(0, "magic")]
    [InlineData(4, "memory map")]
    [InlineData(48, "memory map")]
    public void Says_what_is_wrong(int field, string message)
    {
        byte[] bytes = Valid();
        bytes.AsSpan(field, 4).Clear();
        Assert.Contains(message, StartInfo.Parse(bytes, out _));
        Assert.Contains("magic", StartInfo.Parse(bytes.AsSpan(0, StartInfo.Bytes - 1), out _));
    }

    private static byte[] Valid()
    {
        byte[] bytes = new byte[StartInfo.Bytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x336E_C578);
        bytes[4] = 1;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), 0x1000);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), 0x2000);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), 0x3000);
        bytes[48] = 2;
        return bytes;
    }

    private static void Entry(byte[] entries, int index, ulong address, ulong size, uint type)
    {
        Span<byte> entry = entries.AsSpan(index * StartInfo.EntryBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(entry, address);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[16..], type);
    }
}
