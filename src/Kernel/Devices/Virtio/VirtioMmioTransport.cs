using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>A virtio device that is registers and an interrupt (virtio 1.2, 4.2), version 2 of the layout.</summary>
internal struct VirtioMmioTransport : IVirtioTransport
{
    private const uint MagicValue = 0x74726976; // "virt"
    private const uint LegacyVersion = 1;
    private const uint ModernVersion = 2;
    private const int Configuration = 0x100;
    private const uint ConfigurationChanged = 2;

    private static readonly Register<uint> s_magic = new(0x000);
    private static readonly Register<uint> s_version = new(0x004);
    private static readonly Register<uint> s_deviceId = new(0x008);
    private static readonly Register<uint> s_deviceFeatures = new(0x010);
    private static readonly Register<uint> s_deviceFeaturesSelect = new(0x014);
    private static readonly Register<uint> s_driverFeatures = new(0x020);
    private static readonly Register<uint> s_driverFeaturesSelect = new(0x024);
    private static readonly Register<uint> s_queueSelect = new(0x030);
    private static readonly Register<uint> s_queueSizeMaximum = new(0x034);
    private static readonly Register<uint> s_queueSize = new(0x038);
    private static readonly Register<uint> s_queueReady = new(0x044);
    private static readonly Register<uint> s_queueNotify = new(0x050);
    private static readonly Register<uint> s_interruptStatus = new(0x060);
    private static readonly Register<uint> s_interruptAcknowledge = new(0x064);
    private static readonly Register<uint> s_status = new(0x070);
    private static readonly Register<uint> s_descriptorsLow = new(0x080);
    private static readonly Register<uint> s_descriptorsHigh = new(0x084);
    private static readonly Register<uint> s_availableLow = new(0x090);
    private static readonly Register<uint> s_availableHigh = new(0x094);
    private static readonly Register<uint> s_usedLow = new(0x0A0);
    private static readonly Register<uint> s_usedHigh = new(0x0A4);

    private readonly RegisterWindow _registers;
    private readonly InterruptLine _line;

    private VirtioMmioTransport(RegisterWindow registers, InterruptLine line)
    {
        _registers = registers;
        _line = line;
    }

    /// <inheritdoc/>
    public readonly VirtioKind Kind => (VirtioKind)_registers.Read(s_deviceId);

    /// <inheritdoc/>
    public readonly VirtioStatus Status
    {
        get => (VirtioStatus)_registers.Read(s_status);
        set => _registers.Write(s_status, (uint)value);
    }

    /// <summary>The device behind a slot; false when there is none, or one that is of before virtio 1.0.</summary>
    public static bool TryOpen(MmioSlot slot, out VirtioMmioTransport transport, out bool isLegacy)
    {
        transport = new VirtioMmioTransport(slot.Registers, slot.Line);
        bool exists = slot.Registers.Length >= Configuration && slot.Registers.Read(s_magic) == MagicValue && transport.Kind != VirtioKind.None;
        uint version = exists ? slot.Registers.Read(s_version) : 0;
        isLegacy = version == LegacyVersion;
        return version == ModernVersion;
    }

    /// <inheritdoc/>
    public readonly VirtioFeatures ReadFeatures()
    {
        _registers.Write(s_deviceFeaturesSelect, 0u);
        ulong features = _registers.Read(s_deviceFeatures);
        _registers.Write(s_deviceFeaturesSelect, 1u);
        return (VirtioFeatures)(features | ((ulong)_registers.Read(s_deviceFeatures) << 32));
    }

    /// <inheritdoc/>
    public readonly void WriteFeatures(VirtioFeatures features)
    {
        _registers.Write(s_driverFeaturesSelect, 0u);
        _registers.Write(s_driverFeatures, (uint)features);
        _registers.Write(s_driverFeaturesSelect, 1u);
        _registers.Write(s_driverFeatures, (uint)((ulong)features >> 32));
    }

    /// <inheritdoc/>
    public readonly int MaximumQueueSize(int queue)
    {
        _registers.Write(s_queueSelect, (uint)queue);
        return (int)(_registers.Read(s_queueSizeMaximum) & 0xFFFF);
    }

    /// <inheritdoc/>
    public readonly void EnableQueue(int queue, in Virtqueue memory)
    {
        _registers.Write(s_queueSelect, (uint)queue);
        _registers.Write(s_queueSize, (uint)memory.Size);
        _registers.WriteAddress(s_descriptorsLow, s_descriptorsHigh, memory.Descriptors);
        _registers.WriteAddress(s_availableLow, s_availableHigh, memory.AvailableRing);
        _registers.WriteAddress(s_usedLow, s_usedHigh, memory.UsedRing);
        _registers.Write(s_queueReady, 1u);
    }

    /// <inheritdoc/>
    public readonly void Notify(int queue) => _registers.Write(s_queueNotify, (uint)queue);

    /// <inheritdoc/>
    public readonly byte ReadConfiguration(int offset) =>
        (nuint)(uint)(Configuration + offset) < _registers.Length ? _registers.Read(new Register<byte>(Configuration + offset)) : (byte)0;

    /// <inheritdoc/>
    public readonly bool TryEnableInterrupt<THandler>(nuint argument)
        where THandler : struct, IInterruptHandler => _line.TryEnable<THandler>(argument);

    /// <inheritdoc/>
    public readonly bool AcknowledgeInterrupt()
    {
        uint status = _registers.Read(s_interruptStatus);
        _registers.Write(s_interruptAcknowledge, status);
        return (status & ConfigurationChanged) != 0;
    }
}
