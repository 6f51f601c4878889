using System;
using System.Buffers.Binary;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>What we need of the firmware's tables (ACPI specification 6.5, chapter 5): interrupt controllers and the way to power off.</summary>
internal static unsafe class Acpi
{
    private const int HeaderSize = 36;
    private const uint MaximumTable = 1 << 20;

    private static OnceCell<AcpiInformation> s_information;

    /// <summary>What was found; defaults where there are no tables.</summary>
    public static ref readonly AcpiInformation Information => ref s_information.Value;

    /// <summary>Reads the tables. Once, at boot; <paramref name="root"/> is the address of the root pointer, 0 when there is none.</summary>
    /// <remarks>Safety: the firmware's tables are mapped.</remarks>
    [RequiresUnsafe]
    public static void Initialize(nuint root)
    {
        AcpiInformation information = AcpiInformation.Default;
        if (root != 0)
        {
            ReadRoot(PhysicalMemory.View(root, HeaderSize), ref information);
        }

        s_information.TrySet(information);
    }

    private static void ReadRoot(ReadOnlySpan<byte> root, ref AcpiInformation information)
    {
        if (!root.StartsWith("RSD PTR "u8))
        {
            return;
        }

        bool extended = root[15] >= 2;
        ulong address = extended ? BinaryPrimitives.ReadUInt64LittleEndian(root.Slice(24)) : BinaryPrimitives.ReadUInt32LittleEndian(root.Slice(16));
        ReadOnlySpan<byte> list = Table((nuint)address);
        int size = extended ? sizeof(ulong) : sizeof(uint);
        for (int offset = HeaderSize; offset + size <= list.Length; offset += size)
        {
            ulong entry = extended ? BinaryPrimitives.ReadUInt64LittleEndian(list.Slice(offset)) : BinaryPrimitives.ReadUInt32LittleEndian(list.Slice(offset));
            ReadOnlySpan<byte> table = Table((nuint)entry);
            if (table.StartsWith("APIC"u8))
            {
                information.ReadInterruptControllers(table);
            }
            else if (table.StartsWith("FACP"u8))
            {
                ReadFixedDescription(table, ref information);
            }
        }
    }

    // FADT (5.2.9): the DSDT, the PM1 control block, and the sleep register of hardware-reduced machines.
    private static void ReadFixedDescription(ReadOnlySpan<byte> table, ref AcpiInformation information)
    {
        if (table.Length < 116)
        {
            return;
        }

        information.PowerManagementControl = (ushort)BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(64));
        if (table.Length >= 256)
        {
            information.SleepControl = (nuint)BinaryPrimitives.ReadUInt64LittleEndian(table.Slice(244 + 4));
            information.SleepControlInMemory = table[244] == 0;
        }

        information.ReadSleepType(Table((nuint)BinaryPrimitives.ReadUInt32LittleEndian(table.Slice(40))));
    }

    private static ReadOnlySpan<byte> Table(nuint address)
    {
        if (address == 0)
        {
            return default;
        }

        // SAFETY: the firmware's tables lie in memory that is mapped; the length is bounded.
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(PhysicalMemory.View(address, HeaderSize).Slice(4));
        return length is < HeaderSize or > MaximumTable ? default : PhysicalMemory.View(address, (int)length);
    }
}
