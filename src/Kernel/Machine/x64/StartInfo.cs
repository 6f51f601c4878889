using System;
using System.Runtime.InteropServices;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>What the boot loader tells us: hvm_start_info (Xen public/arch-x86/hvm/start_info.h), version 1.</summary>
[StructLayout(LayoutKind.Sequential)]
// SAFETY: the only instance is the loader's, which From checked; its tables lie in low memory, which the boot page tables map.
internal unsafe struct StartInfo
{
    private const uint ExpectedMagic = 0x336EC578;
    private const uint RamType = 1;

    private readonly uint _magic;
    private readonly uint _version;
    private readonly uint _flags;
    private readonly uint _moduleCount;
    private readonly ulong _modules;
    private readonly ulong _commandLine;
    private readonly ulong _rootDescriptor;
    private readonly ulong _memoryMap;
    private readonly uint _memoryMapCount;
    private readonly uint _reserved;

    /// <summary>The address of the ACPI root pointer; 0 when the loader gave none.</summary>
    public readonly nuint RootDescriptor => (nuint)_rootDescriptor;

    /// <summary>Checks what a loader handed us; a panic when it is not what this entry requires.</summary>
    /// <remarks>Safety: <paramref name="address"/> is what the loader passed in EBX.</remarks>
    [RequiresUnsafe]
    public static StartInfo* From(nuint address)
    {
        StartInfo* info = (StartInfo*)address;
        Panic.Unless(info->_magic == ExpectedMagic, "not started through PVH: hvm_start_info has the wrong magic");
        Panic.Unless(info->_version >= 1 && info->_memoryMapCount != 0, "the boot loader gave no memory map");
        return info;
    }

    /// <summary>The RAM that the loader reports.</summary>
    public readonly void ReadMemoryMap(ref MemoryMap map)
    {
        uint count = Math.Min(_memoryMapCount, 1024);
        Entry* entries = (Entry*)_memoryMap;
        for (uint i = 0; i < count; i++)
        {
            // SAFETY: the loader's table has this many entries and lies in mapped low memory.
            Entry entry = entries[i];
            if (entry.Type == RamType)
            {
                map.Add(entry.Address, entry.Size);
            }
        }
    }

    /// <summary>The command line up to its terminating zero, at most <paramref name="limit"/> bytes of it.</summary>
    public readonly ReadOnlySpan<byte> CommandLine(int limit)
    {
        byte* text = (byte*)_commandLine;
        if (text is null)
        {
            return default;
        }

        int length = 0;
        // SAFETY: the loader terminates the text with a zero; the scan stops at the limit in any case.
        while (length < limit && text[length] != 0)
        {
            length++;
        }

        return new ReadOnlySpan<byte>(text, length);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public ulong Address;
        public ulong Size;
        public uint Type;
        public uint Reserved;
    }
}
