using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hermit.Firmware;

/// <summary>The facts taken from the firmware's tables.</summary>
public struct AcpiInformation
{
    private const int LegacyInterrupts = 16;
    private const ushort ActiveLow = 2;
    private const ushort LevelTriggered = 8;

    private Routes _routes;

    /// <summary>How many I/O APICs are looked at.</summary>
    public const int MaximumInterruptControllers = 8;

    /// <summary>How many devices that are registers and an interrupt are looked at.</summary>
    public const int MaximumMmioDevices = 32;

    /// <summary>How many processors are looked at.</summary>
    public const int MaximumProcessors = 64;

    private MmioDevices _mmioDevices;
    private Controllers _controllers;
    private Processors _processors;

    /// <summary>The number of devices that are registers and an interrupt.</summary>
    public int MmioDeviceCount { get; private set; }

    /// <summary>The number of I/O APICs.</summary>
    public int InterruptControllerCount { get; private set; }

    /// <summary>The number of processors that can be used; 0 where no table names any.</summary>
    public int ProcessorCount { get; private set; }

    /// <summary>The port of the PM1a control register; 0 when there is none.</summary>
    public ushort PowerManagementControl;

    /// <summary>The port of the PM1a status register, with the enable register behind it; 0 when there is none.</summary>
    public ushort PowerManagementEvents;

    /// <summary>How many bytes both have.</summary>
    public byte PowerManagementEventBytes;

    /// <summary>The port and the value that put a PC into ACPI's mode; 0 when it is always in it.</summary>
    public ushort ModeCommand;

    /// <summary>See <see cref="ModeCommand"/>.</summary>
    public byte ModeEnable;

    /// <summary>The legacy interrupt that reports power management events.</summary>
    public ushort SystemInterrupt;

    /// <summary>Where the selector of a hardware-reduced machine's generic event device is; 0 when there is none.</summary>
    public uint GenericEvents;

    /// <summary>The interrupt that reports them.</summary>
    public uint GenericEventInterrupt;

    /// <summary>What PM1a takes to mean S5.</summary>
    public byte SleepType;

    /// <summary>The register of the battery-backed clock that holds the century; 0 when there is none.</summary>
    public byte CenturyRegister;

    /// <summary>Where the sleep control register of a hardware-reduced machine is; 0 when there is none.</summary>
    public nuint SleepControl;

    /// <summary>Whether that is an address in memory, not a port.</summary>
    public bool SleepControlInMemory;

    /// <summary>What a PC without tables has.</summary>
    public static AcpiInformation Default
    {
        get
        {
            AcpiInformation information = default;
            information._controllers[0] = new InterruptController(0xFEC0_0000, 0);
            information.InterruptControllerCount = 1;
            for (int i = 0; i < LegacyInterrupts; i++)
            {
                information._routes[i] = (uint)i;
            }

            return information;
        }
    }

    /// <summary>A device that is registers and an interrupt.</summary>
    public readonly MmioDescription MmioDevice(int index) => _mmioDevices[index];

    /// <summary>An I/O APIC.</summary>
    public readonly InterruptController InterruptController(int index) => _controllers[index];

    /// <summary>The identifier of a processor's local APIC.</summary>
    public readonly uint Processor(int index) => _processors[index];

    /// <summary>The global interrupt of a legacy one, and how it is signalled.</summary>
    public readonly void Route(int legacy, out uint global, out bool activeLow, out bool level)
    {
        uint route = _routes[legacy & (LegacyInterrupts - 1)];
        global = route & 0xFFFF;
        activeLow = (route >> 16 & 3) == 3;
        level = (route >> 18 & 3) == 3;
    }

    /// <summary>Reads the MADT (ACPI 5.2.12).</summary>
    public void ReadInterruptControllers(ReadOnlySpan<byte> table)
    {
        const byte ioApic = 1;
        const byte sourceOverride = 2;
        int found = 0;
        for (int offset = 44; offset + 2 <= table.Length; offset += table[offset + 1])
        {
            ReadOnlySpan<byte> entry = table.Slice(offset);
            int length = entry[1];
            if (length < 2 || length > entry.Length)
            {
                return;
            }

            if (entry[0] == ioApic && length >= 12 && found < MaximumInterruptControllers)
            {
                uint address = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4));
                _controllers[found++] = new InterruptController(address, BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(8)));
                InterruptControllerCount = found;
            }
            else if (entry[0] == sourceOverride && length >= 10 && entry[3] < LegacyInterrupts)
            {
                uint global = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4)) & 0xFFFF;
                uint flags = BinaryPrimitives.ReadUInt16LittleEndian(entry.Slice(8));
                _routes[entry[3]] = global | (flags << 16);
            }
            else
            {
                ReadProcessor(entry.Slice(0, length));
            }
        }
    }

    // A processor that is there by one of two entries: with an identifier of 8 bits (5.2.12.2), or of 32 (5.2.12.12). One that could only be
    // added while the machine runs is not.
    private void ReadProcessor(ReadOnlySpan<byte> entry)
    {
        const byte localApic = 0;
        const byte localX2Apic = 9;
        const uint enabled = 1;
        uint identifier;
        uint flags;
        if (entry[0] == localApic && entry.Length >= 8)
        {
            identifier = entry[3];
            flags = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4));
        }
        else if (entry[0] == localX2Apic && entry.Length >= 16)
        {
            identifier = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4));
            flags = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(8));
        }
        else
        {
            return;
        }

        if ((flags & enabled) != 0 && ProcessorCount < MaximumProcessors && !HasProcessor(identifier))
        {
            _processors[ProcessorCount++] = identifier;
        }
    }

    private readonly bool HasProcessor(uint identifier)
    {
        for (int i = 0; i < ProcessorCount; i++)
        {
            if (_processors[i] == identifier)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the S5 package in the DSDT's byte code (ACPI 20.2): <c>Name (_S5, Package { type, … })</c>.</summary>
    public void ReadSleepType(ReadOnlySpan<byte> table)
    {
        const byte packageOpcode = 0x12;
        const byte bytePrefix = 0x0A;
        int name = table.IndexOf("_S5_"u8);
        if (name < 0 || table.Length < name + 9 || table[name + 4] != packageOpcode)
        {
            return;
        }

        int lengthBytes = table[name + 5] >> 6;
        int value = name + 7 + lengthBytes;
        if (value + 1 < table.Length)
        {
            SleepType = table[value] == bytePrefix ? table[value + 1] : table[value];
        }
    }

    /// <summary>
    /// Finds the generic event device in the DSDT's byte code (ACPI 5.6.9): behind the name <c>ACPI0013</c> an interrupt (6.4.3.6) and an operation
    /// region in memory (20.2.5.2), whose first four bytes say what has happened; QEMU's virtual machines lay it out so.
    /// </summary>
    public void ReadGenericEvents(ReadOnlySpan<byte> table)
    {
        ReadOnlySpan<byte> interruptTag = [0x89, 6, 0];
        ReadOnlySpan<byte> regionTag = [0x5B, 0x80]; // OpRegionOp, a name of four, the space, DWordPrefix, the address
        int name = table.IndexOf("ACPI0013"u8);
        if (name < 0)
        {
            return;
        }

        ReadOnlySpan<byte> device = table.Slice(name);
        int interrupt = device.IndexOf(interruptTag);
        int region = device.IndexOf(regionTag);
        if (interrupt >= 0 && region >= 0 && device.Length >= interrupt + 9 && device.Length >= region + 12 && device[region + 6] == 0 && device[region + 7] == 0x0C)
        {
            GenericEventInterrupt = BinaryPrimitives.ReadUInt32LittleEndian(device.Slice(interrupt + 5));
            GenericEvents = BinaryPrimitives.ReadUInt32LittleEndian(device.Slice(region + 8));
        }
    }

    /// <summary>
    /// Finds the virtio devices in the DSDT's byte code: behind the name <c>LNRO0005</c>, resources that are one 32-bit range of memory and one interrupt
    /// (ACPI 6.4.3.4 and 6.4.3.6).
    /// </summary>
    public void ReadVirtioDevices(ReadOnlySpan<byte> table)
    {
        const int memoryBytes = 12;
        const int interruptBytes = 9;
        ReadOnlySpan<byte> memoryTag = [0x86, 9, 0];
        ReadOnlySpan<byte> interruptTag = [0x89, 6, 0];
        while (MmioDeviceCount < MaximumMmioDevices)
        {
            int name = table.IndexOf("LNRO0005"u8);
            if (name < 0)
            {
                return;
            }

            table = table.Slice(name + 8);
            int next = table.IndexOf("LNRO0005"u8);
            ReadOnlySpan<byte> device = next < 0 ? table : table.Slice(0, next);
            int memory = device.IndexOf(memoryTag);
            if (memory < 0 || device.Length < memory + memoryBytes + interruptBytes)
            {
                continue;
            }

            ReadOnlySpan<byte> resources = device.Slice(memory);
            ReadOnlySpan<byte> interrupt = resources.Slice(memoryBytes);
            if (!interrupt.StartsWith(interruptTag) || interrupt[4] != 1)
            {
                continue;
            }

            uint address = BinaryPrimitives.ReadUInt32LittleEndian(resources.Slice(4));
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(resources.Slice(8));
            bool edge = (interrupt[3] & 2) != 0;
            _mmioDevices[MmioDeviceCount++] = new MmioDescription(size, address, BinaryPrimitives.ReadUInt32LittleEndian(interrupt.Slice(5)), !edge);
        }
    }

    [InlineArray(MaximumMmioDevices)]
    private struct MmioDevices
    {
        private MmioDescription _first;
    }

    [InlineArray(MaximumInterruptControllers)]
    private struct Controllers
    {
        private InterruptController _first;
    }

    [InlineArray(MaximumProcessors)]
    private struct Processors
    {
        private uint _first;
    }

    [InlineArray(LegacyInterrupts)]
    private struct Routes
    {
        private uint _first;
    }
}
