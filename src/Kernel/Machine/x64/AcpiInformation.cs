using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hermit.Machine;

/// <summary>The facts taken from the firmware's tables.</summary>
internal struct AcpiInformation
{
    private const int LegacyInterrupts = 16;
    private const ushort ActiveLow = 2;
    private const ushort LevelTriggered = 8;

    private Routes _routes;

    /// <summary>Where the I/O APIC's registers are.</summary>
    public nuint InterruptController;

    /// <summary>The first global interrupt of that I/O APIC.</summary>
    public uint InterruptBase;

    /// <summary>The port of the PM1a control register; 0 when there is none.</summary>
    public ushort PowerManagementControl;

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
            information.InterruptController = 0xFEC0_0000;
            for (int i = 0; i < LegacyInterrupts; i++)
            {
                information._routes[i] = (uint)i;
            }

            return information;
        }
    }

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
        bool found = false;
        for (int offset = 44; offset + 2 <= table.Length; offset += table[offset + 1])
        {
            ReadOnlySpan<byte> entry = table.Slice(offset);
            int length = entry[1];
            if (length < 2 || length > entry.Length)
            {
                return;
            }

            if (entry[0] == ioApic && length >= 12 && !found)
            {
                InterruptController = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4));
                InterruptBase = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(8));
                found = true;
            }
            else if (entry[0] == sourceOverride && length >= 10 && entry[3] < LegacyInterrupts)
            {
                uint global = BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(4)) & 0xFFFF;
                uint flags = BinaryPrimitives.ReadUInt16LittleEndian(entry.Slice(8));
                _routes[entry[3]] = global | (flags << 16);
            }
        }
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

    [InlineArray(LegacyInterrupts)]
    private struct Routes
    {
        private uint _first;
    }
}
