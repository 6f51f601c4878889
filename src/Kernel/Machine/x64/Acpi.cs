using System;
using System.Buffers.Binary;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>What we need of the firmware's tables (ACPI specification 6.5, chapter 5): interrupt controllers, the power button and the way to power off.</summary>
internal static class Acpi
{
    private const int HeaderSize = 36;
    private const uint MaximumTable = 1 << 20;
    private const int MaximumTables = 256;

    // HW_REDUCED_ACPI (5.2.9.1): no PC hardware but what the DSDT names.
    private const uint HardwareReduced = 1 << 20;

    private static OnceCell<AcpiInformation> s_information;

    /// <summary>Whether the tables have been read.</summary>
    public static bool IsInitialized => s_information.IsSet;

    /// <summary>What was found; defaults where there are no tables.</summary>
    public static ref readonly AcpiInformation Information => ref s_information.Value;

    /// <summary>Reads the tables. Once, at boot; <paramref name="root"/> is the address of the root pointer, 0 when there is none.</summary>
    public static void Initialize<TMapper>(nuint root)
        where TMapper : struct, IDeviceMapper
    {
        AcpiInformation information = AcpiInformation.Default;
        ReadRoot<TMapper>(View<TMapper>(root, HeaderSize), ref information);

        s_information.TrySet(information);
    }

    /// <summary>The line of a legacy interrupt.</summary>
    public static InterruptLine LegacyLine(int interrupt)
    {
        Information.Route(interrupt, out uint global, out bool activeLow, out bool level);
        return new InterruptLine(global, (activeLow ? InterruptSignal.ActiveLow : 0) | (level ? InterruptSignal.Level : 0));
    }

    private static void ReadRoot<TMapper>(ReadOnlySpan<byte> root, ref AcpiInformation information)
        where TMapper : struct, IDeviceMapper
    {
        if (!root.StartsWith("RSD PTR "u8))
        {
            return;
        }

        bool extended = root[15] >= 2;
        ulong address = extended ? BinaryPrimitives.ReadUInt64LittleEndian(root.Slice(24)) : BinaryPrimitives.ReadUInt32LittleEndian(root.Slice(16));
        ReadOnlySpan<byte> list = Table<TMapper>(address);
        int size = extended ? sizeof(ulong) : sizeof(uint);
        int end = Math.Min(list.Length, HeaderSize + (MaximumTables * size));
        for (int offset = HeaderSize; offset + size <= end; offset += size)
        {
            ulong entry = extended ? BinaryPrimitives.ReadUInt64LittleEndian(list.Slice(offset)) : BinaryPrimitives.ReadUInt32LittleEndian(list.Slice(offset));
            ReadOnlySpan<byte> table = Table<TMapper>(entry);
            if (table.StartsWith("APIC"u8))
            {
                information.ReadInterruptControllers(table);
            }
            else if (table.StartsWith("FACP"u8))
            {
                ReadFixedDescription<TMapper>(table, ref information);
            }
        }
    }

    // FADT (5.2.9): the DSDT, the PM1 blocks, and the sleep register of hardware-reduced machines.
    private static void ReadFixedDescription<TMapper>(ReadOnlySpan<byte> table, ref AcpiInformation information)
        where TMapper : struct, IDeviceMapper
    {
        if (table.Length < 116)
        {
            return;
        }

        information.CenturyRegister = table[108];
        information.PowerManagementControl = (ushort)BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(64));
        information.SystemInterrupt = BinaryPrimitives.ReadUInt16LittleEndian(table.Slice(46));
        information.ModeCommand = (ushort)BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(48));
        information.ModeEnable = table[52];
        information.PowerManagementEvents = (ushort)BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(56));
        information.PowerManagementEventBytes = table[88];
        if (table.Length >= 256)
        {
            information.SleepControl = (nuint)BinaryPrimitives.ReadUInt64LittleEndian(table.Slice(244 + 4));
            information.SleepControlInMemory = table[244] == 0;
        }

        ReadOnlySpan<byte> code = Table<TMapper>(BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(40)));
        information.ReadSleepType(code);
        if ((BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(112)) & HardwareReduced) != 0)
        {
            // A PC has none, and much byte code to look for them in.
            information.ReadVirtioDevices(code);
            information.ReadGenericEvents(code);
        }
    }

    // A table with its header; empty when it is not where the firmware says.
    private static ReadOnlySpan<byte> Table<TMapper>(ulong address)
        where TMapper : struct, IDeviceMapper
    {
        ReadOnlySpan<byte> header = View<TMapper>(address, HeaderSize);
        uint length = header.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4));
        return length is < HeaderSize or > MaximumTable ? default : View<TMapper>(address, (int)length);
    }

    private static ReadOnlySpan<byte> View<TMapper>(ulong address, int length)
        where TMapper : struct, IDeviceMapper
    {
        if (address == 0 || !TMapper.IsMapped((nuint)address, (nuint)length))
        {
            return default;
        }

        unsafe
        {
            // SAFETY: the range is mapped. Firmware tables stay as they are; were they changed, only the values read would differ.
            return PhysicalMemory.View((nuint)address, length);
        }
    }
}
