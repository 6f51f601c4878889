using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Firmware;

/// <summary>The facts taken from a device tree.</summary>
public struct TreeInformation
{
    /// <summary>How many devices that are registers and an interrupt are looked at.</summary>
    public const int MaximumMmioDevices = 32;

    /// <summary>How many serial lines are looked at.</summary>
    public const int MaximumSerialLines = 2;

    /// <summary>How many processors are looked at.</summary>
    public const int MaximumProcessors = AcpiInformation.MaximumProcessors;

    private MemoryMap _memory;

    // By which number the power button names its controller, and which the controller has.
    private uint _powerPhandle;
    private uint _controllerPhandle;
    private MmioDevices _mmioDevices;
    private Processors _processors;
    private SerialLines _serialLines;

    /// <summary>The RAM, without what is reserved.</summary>
    [UnscopedRef]
    public readonly ref readonly MemoryMap Memory => ref _memory;

    /// <summary>The number of devices that are registers and an interrupt.</summary>
    public int MmioDeviceCount { get; private set; }

    /// <summary>The number of processors that the firmware can start; 0 where it names none.</summary>
    public int ProcessorCount { get; private set; }

    /// <summary>The number of serial lines, of which the first is the one that the firmware uses itself, if it says so.</summary>
    public int SerialLineCount { get; private set; }

    /// <summary>The interrupt controller.</summary>
    public InterruptControllerKind ControllerKind { get; private set; }

    /// <summary>Its distributor.</summary>
    public MemoryRange Distributor { get; private set; }

    /// <summary>Of a GICv2 the registers for the CPU that accesses them; of a GICv3 those of all CPUs, one behind the other.</summary>
    public MemoryRange ControllerPerCpu { get; private set; }

    /// <summary>How the firmware is called.</summary>
    public FirmwareCall FirmwareCall { get; private set; }

    /// <summary>The virtual timer's interrupt; 0 where there is none.</summary>
    public uint TimerInterrupt { get; private set; }

    /// <summary>The battery-backed clock, a PL031; empty where there is none.</summary>
    public MemoryRange RealTimeClock { get; private set; }

    /// <summary>The controller of the pin that the power button is connected to, a PL061, and the interrupt of that; empty where there is none.</summary>
    public MmioDescription PowerController { get; private set; }

    /// <summary>The pin, from 0 to 7.</summary>
    public int PowerPin { get; private set; }

    /// <summary>A device that is registers and an interrupt.</summary>
    public readonly MmioDescription MmioDevice(int index) => _mmioDevices[index];

    /// <summary>The affinity of a processor (MPIDR_EL1), in 32 bits: the highest field beside the others.</summary>
    public readonly uint Processor(int index) => _processors[index];

    /// <summary>A serial line, a PL011.</summary>
    public readonly MmioDescription SerialLine(int index) => _serialLines[index];

    /// <summary>Reads a tree; false when it is damaged, with what stands before the damage.</summary>
    public static bool TryRead(DeviceTree tree, out TreeInformation information)
    {
        information = default;
        ReadOnlySpan<byte> console = default;
        bool isReserved = false;
        DeviceTreeWalk walk = tree.Walk();
        while (walk.MoveNext())
        {
            DeviceTreeNode node = walk.Current;
            if (walk.Depth == 1 && node.Name.SequenceEqual(ChosenName))
            {
                console = ConsoleName(node);
            }
            else if (walk.Depth == 1 && node.Name.SequenceEqual(ReservedName))
            {
                isReserved = true;
            }
            else if (walk.Depth > 0 && node.IsUsable)
            {
                information.ReadNode(walk, node);
            }
        }

        if (isReserved)
        {
            information.RemoveReserved(tree);
        }

        if (information._powerPhandle == 0 || information._powerPhandle != information._controllerPhandle)
        {
            information.PowerController = default;
        }

        information.PutConsoleFirst(tree, console);
        return !walk.IsDamaged;
    }

    /// <summary>The command line that the boot loader put into a tree; empty when there is none.</summary>
    public static ReadOnlySpan<byte> CommandLine(DeviceTree tree)
    {
        DeviceTreeWalk walk = tree.Walk();
        while (walk.MoveNext())
        {
            if (walk.Depth == 1 && walk.Current.Name.SequenceEqual(ChosenName))
            {
                return walk.Current.Text("bootargs"u8);
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> ChosenName => "chosen"u8;

    private static ReadOnlySpan<byte> ReservedName => "reserved-memory"u8;

    private void ReadNode(in DeviceTreeWalk walk, DeviceTreeNode node)
    {
        ReadOnlySpan<byte> type = node.Text("device_type"u8);
        if (type.SequenceEqual("memory"u8))
        {
            for (int i = 0; walk.TryReadRange(i, out ulong start, out ulong length); i++)
            {
                _memory.Add(start, length);
            }
        }
        else if (type.SequenceEqual("cpu"u8))
        {
            ReadProcessor(node);
        }
        else
        {
            ReadDevice(walk, node, node.Kinds);
        }
    }

    private void ReadDevice(in DeviceTreeWalk walk, DeviceTreeNode node, ReadOnlySpan<byte> kinds)
    {
        if (DeviceTreeNode.Includes(kinds, "virtio,mmio"u8))
        {
            ReadMmioDevice(walk, node);
        }
        else if (DeviceTreeNode.Includes(kinds, "arm,psci-0.2"u8) || DeviceTreeNode.Includes(kinds, "arm,psci-1.0"u8))
        {
            ReadOnlySpan<byte> method = node.Text("method"u8);
            FirmwareCall = method.SequenceEqual("hvc"u8) ? FirmwareCall.Hypervisor : method.SequenceEqual("smc"u8) ? FirmwareCall.Monitor : FirmwareCall.None;
        }
        else if (DeviceTreeNode.Includes(kinds, "arm,armv8-timer"u8) || DeviceTreeNode.Includes(kinds, "arm,armv7-timer"u8))
        {
            // Of the secure and the non-secure physical, the virtual and the hypervisor's timer the third (Linux, bindings/timer/arm,arch_timer.yaml).
            TimerInterrupt = Interrupt(node, 2, out _);
        }
        else if (DeviceTreeNode.Includes(kinds, "arm,pl011"u8))
        {
            ReadSerialLine(walk, node);
        }
        else if (DeviceTreeNode.Includes(kinds, "arm,pl031"u8))
        {
            RealTimeClock = Range(walk, 0);
        }
        else if (DeviceTreeNode.Includes(kinds, "arm,pl061"u8))
        {
            MemoryRange registers = Range(walk, 0);
            PowerController = new MmioDescription(registers.Length, registers.Start, Interrupt(node, 0, out _), level: true);
            _controllerPhandle = node.Number("phandle"u8, 0);
        }
        else if (kinds.IsEmpty)
        {
            ReadKey(node);
        }
        else if (KindOf(kinds) is var kind && kind != InterruptControllerKind.None && ControllerKind == InterruptControllerKind.None)
        {
            ControllerKind = kind;
            Distributor = Range(walk, 0);
            ControllerPerCpu = Range(walk, 1);
        }
    }

    private void ReadMmioDevice(in DeviceTreeWalk walk, DeviceTreeNode node)
    {
        MemoryRange registers = Range(walk, 0);
        uint interrupt = Interrupt(node, 0, out bool isLevel);
        if (MmioDeviceCount < MaximumMmioDevices && interrupt != 0 && registers.Length != 0)
        {
            _mmioDevices[MmioDeviceCount++] = new MmioDescription(registers.Length, registers.Start, interrupt, isLevel);
        }
    }

    private void ReadSerialLine(in DeviceTreeWalk walk, DeviceTreeNode node)
    {
        MemoryRange registers = Range(walk, 0);
        if (SerialLineCount < MaximumSerialLines && registers.Length != 0)
        {
            _serialLines[SerialLineCount++] = new MmioDescription(registers.Length, registers.Start, Interrupt(node, 0, out _), level: true);
        }
    }

    // A key is a pin of a controller, which three cells name with it (Linux, bindings/input/gpio-keys.yaml, bindings/gpio/pl061-gpio.yaml).
    private void ReadKey(DeviceTreeNode node)
    {
        const uint power = 116; // KEY_POWER
        const ulong pins = 8;
        if (node.Number("linux,code"u8, 0) == power && node.TryGetProperty("gpios"u8, out ReadOnlySpan<byte> value))
        {
            var cells = new DeviceTreeCells(value);
            if (cells.TryRead(1, out ulong controller) && cells.TryRead(1, out ulong pin) && pin < pins)
            {
                _powerPhandle = (uint)controller;
                PowerPin = (int)pin;
            }
        }
    }

    // Empty when there is none.
    private static MemoryRange Range(in DeviceTreeWalk walk, int index) =>
        walk.TryReadRange(index, out ulong address, out ulong length) ? new MemoryRange((nuint)address, (nuint)length) : default;

    // Its `reg` is the affinity, of one cell or two (Linux, bindings/arm/cpus.yaml); there is no length.
    private void ReadProcessor(DeviceTreeNode node)
    {
        if (ProcessorCount == MaximumProcessors || !node.TryGetProperty("reg"u8, out ReadOnlySpan<byte> value))
        {
            return;
        }

        var cells = new DeviceTreeCells(value);
        if (cells.TryRead((uint)value.Length / sizeof(uint), out ulong affinity))
        {
            uint packed = (uint)(affinity & 0xFF_FFFF) | ((uint)(affinity >> 32) << 24);
            for (int i = 0; i < ProcessorCount; i++)
            {
                if (_processors[i] == packed)
                {
                    return;
                }
            }

            _processors[ProcessorCount++] = packed;
        }
    }

    private static InterruptControllerKind KindOf(ReadOnlySpan<byte> kinds)
    {
        if (DeviceTreeNode.Includes(kinds, "arm,gic-v3"u8))
        {
            return InterruptControllerKind.Gic3;
        }

        bool isVersion2 = DeviceTreeNode.Includes(kinds, "arm,gic-400"u8) || DeviceTreeNode.Includes(kinds, "arm,cortex-a15-gic"u8);
        return isVersion2 ? InterruptControllerKind.Gic2 : InterruptControllerKind.None;
    }

    // An interrupt of a GIC is three cells: whether it is the CPU's own, its number among those, and how it is signalled (Linux,
    // bindings/interrupt-controller/arm,gic.yaml). Its number in the controller's own counting; 0 when there is none.
    private static uint Interrupt(DeviceTreeNode node, int index, out bool isLevel)
    {
        const int bytes = 3 * sizeof(uint);
        const uint firstShared = 32;
        const uint firstOwn = 16;
        const uint limit = 1020;
        isLevel = false;
        if (!node.TryGetProperty("interrupts"u8, out ReadOnlySpan<byte> value) || value.Length < (index + 1) * bytes)
        {
            return 0;
        }

        value = value.Slice(index * bytes);
        uint type = BinaryPrimitives.ReadUInt32BigEndian(value);
        uint number = BinaryPrimitives.ReadUInt32BigEndian(value.Slice(sizeof(uint)));
        isLevel = (BinaryPrimitives.ReadUInt32BigEndian(value.Slice(2 * sizeof(uint))) & 12) != 0;
        return type switch
        {
            0 when number < limit - firstShared => number + firstShared,
            1 when number < firstShared - firstOwn => number + firstOwn,
            _ => 0,
        };
    }

    // What is in use although it is RAM (Devicetree Specification 0.4, 3.5).
    private void RemoveReserved(DeviceTree tree)
    {
        DeviceTreeWalk walk = tree.Walk();
        while (walk.MoveNext())
        {
            if (walk.Depth == 2 && walk.Parent.Name.SequenceEqual(ReservedName))
            {
                for (int i = 0; walk.TryReadRange(i, out ulong start, out ulong length); i++)
                {
                    _memory.Remove(start, length);
                }
            }
        }
    }

    // The path of the console, or an alias of it, without options behind a colon (3.6); its last name.
    private static ReadOnlySpan<byte> ConsoleName(DeviceTreeNode chosen)
    {
        ReadOnlySpan<byte> path = chosen.Text("stdout-path"u8);
        int options = path.IndexOf((byte)':');
        path = options < 0 ? path : path.Slice(0, options);
        return path.Slice(path.LastIndexOf((byte)'/') + 1);
    }

    private void PutConsoleFirst(DeviceTree tree, ReadOnlySpan<byte> console)
    {
        if (SerialLineCount < 2 || console.IsEmpty)
        {
            return;
        }

        DeviceTreeWalk walk = tree.Walk();
        while (walk.MoveNext())
        {
            if (walk.Depth > 0 && walk.Current.Name.SequenceEqual(console) && walk.TryReadRange(0, out ulong address, out _) && _serialLines[1].Address == address)
            {
                (_serialLines[0], _serialLines[1]) = (_serialLines[1], _serialLines[0]);
                return;
            }
        }
    }

    [InlineArray(MaximumMmioDevices)]
    private struct MmioDevices
    {
        private MmioDescription _first;
    }

    [InlineArray(MaximumProcessors)]
    private struct Processors
    {
        private uint _first;
    }

    [InlineArray(MaximumSerialLines)]
    private struct SerialLines
    {
        private MmioDescription _first;
    }
}
