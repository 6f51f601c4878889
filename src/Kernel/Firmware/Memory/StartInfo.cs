using System;
using System.Buffers.Binary;

namespace Hermit.Firmware;

/// <summary>What a boot loader tells us: hvm_start_info (Xen public/arch-x86/hvm/start_info.h), version 1.</summary>
public readonly struct StartInfo
{
    /// <summary>Its size.</summary>
    public const int Bytes = 56;

    /// <summary>The size of an entry of its memory map.</summary>
    public const int EntryBytes = 24;

    private const uint ExpectedMagic = 0x336E_C578;
    private const uint RamType = 1;
    private const uint MaximumEntries = 1024;

    private StartInfo(ulong commandLine, ulong rootDescriptor, ulong memoryMap, int memoryMapCount)
    {
        CommandLine = commandLine;
        RootDescriptor = rootDescriptor;
        MemoryMap = memoryMap;
        MemoryMapCount = memoryMapCount;
    }

    /// <summary>The address of the command line, which a zero ends; 0 when there is none.</summary>
    public ulong CommandLine { get; }

    /// <summary>The address of the ACPI root pointer; 0 when the loader gave none.</summary>
    public ulong RootDescriptor { get; }

    /// <summary>The address of the memory map.</summary>
    public ulong MemoryMap { get; }

    /// <summary>The number of its entries, as many as are looked at.</summary>
    public int MemoryMapCount { get; }

    /// <summary>Reads it; a message when it is not what our entry requires.</summary>
    public static string? Parse(ReadOnlySpan<byte> bytes, out StartInfo info)
    {
        info = default;
        if (bytes.Length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != ExpectedMagic)
        {
            return "not started through PVH: hvm_start_info has the wrong magic";
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(48));
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4)) < 1 || count == 0)
        {
            return "the boot loader gave no memory map";
        }

        info = new StartInfo(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(24)),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(32)),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(40)),
            (int)Math.Min(count, MaximumEntries));
        return null;
    }

    /// <summary>Reads the RAM of the loader's memory map.</summary>
    public static void ReadMemoryMap(ReadOnlySpan<byte> entries, ref MemoryMap map)
    {
        for (; entries.Length >= EntryBytes; entries = entries.Slice(EntryBytes))
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(entries.Slice(16)) == RamType)
            {
                map.Add(BinaryPrimitives.ReadUInt64LittleEndian(entries), BinaryPrimitives.ReadUInt64LittleEndian(entries.Slice(8)));
            }
        }
    }
}
