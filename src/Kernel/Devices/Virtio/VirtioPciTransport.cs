using System.Runtime.CompilerServices;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>A virtio device on PCI (virtio 1.2, 4.1), by its modern registers.</summary>
internal struct VirtioPciTransport : IVirtioTransport
{
    private const uint Vendor = 0x1AF4;
    private const uint FirstTransitional = 0x1000;
    private const uint FirstModern = 0x1040;
    private const uint LastModern = 0x107F;
    private const byte VendorCapability = 9;
    private const int MaximumQueues = 32;
    private const ushort NoVector = 0xFFFF;
    private const byte ConfigurationChanged = 2;

    private const byte CommonPart = 1;
    private const byte NotifyPart = 2;
    private const byte InterruptPart = 3;
    private const byte DevicePart = 4;

    private static readonly Register<uint> s_deviceFeaturesSelect = new(0);
    private static readonly Register<uint> s_deviceFeatures = new(4);
    private static readonly Register<uint> s_driverFeaturesSelect = new(8);
    private static readonly Register<uint> s_driverFeatures = new(12);
    private static readonly Register<ushort> s_configurationVector = new(16);
    private static readonly Register<byte> s_status = new(20);
    private static readonly Register<ushort> s_queueSelect = new(22);
    private static readonly Register<ushort> s_queueSize = new(24);
    private static readonly Register<ushort> s_queueVector = new(26);
    private static readonly Register<ushort> s_queueEnable = new(28);
    private static readonly Register<ushort> s_queueNotifyOffset = new(30);
    private static readonly Register<uint> s_descriptorsLow = new(32);
    private static readonly Register<uint> s_descriptorsHigh = new(36);
    private static readonly Register<uint> s_availableLow = new(40);
    private static readonly Register<uint> s_availableHigh = new(44);
    private static readonly Register<uint> s_usedLow = new(48);
    private static readonly Register<uint> s_usedHigh = new(52);
    private static readonly Register<byte> s_interruptStatus = new(0);

    private readonly PciFunction _function;
    private RegisterWindow _common;
    private RegisterWindow _notify;
    private RegisterWindow _interrupt;
    private RegisterWindow _device;
    private uint _notifyStep;
    private bool _usesMessages;
    private bool _hasOneMessage;
    private NotifyOffsets _notifyOffsets;

    private VirtioPciTransport(PciFunction function)
    {
        _function = function;
    }

    /// <inheritdoc/>
    public readonly VirtioKind Kind
    {
        get
        {
            uint device = _function.Identity >> 16;
            return (VirtioKind)(device >= FirstModern ? device - FirstModern : _function.BoardIdentity >> 16);
        }
    }

    /// <inheritdoc/>
    public readonly VirtioStatus Status
    {
        get => (VirtioStatus)_common.Read(s_status);
        set => _common.Write(s_status, (byte)value);
    }

    /// <summary>The virtio device that a function is; false when it is none, or one of before virtio 1.0.</summary>
    public static bool TryOpen(PciFunction function, out VirtioPciTransport transport)
    {
        transport = new VirtioPciTransport(function);
        uint identity = function.Identity;
        if ((identity & 0xFFFF) != Vendor || identity >> 16 is < FirstTransitional or > LastModern)
        {
            return false;
        }

        function.Enable();
        return transport.TryMapParts();
    }

    /// <inheritdoc/>
    public readonly VirtioFeatures ReadFeatures()
    {
        _common.Write(s_deviceFeaturesSelect, 0u);
        ulong features = _common.Read(s_deviceFeatures);
        _common.Write(s_deviceFeaturesSelect, 1u);
        return (VirtioFeatures)(features | ((ulong)_common.Read(s_deviceFeatures) << 32));
    }

    /// <inheritdoc/>
    public readonly void WriteFeatures(VirtioFeatures features)
    {
        _common.Write(s_driverFeaturesSelect, 0u);
        _common.Write(s_driverFeatures, (uint)features);
        _common.Write(s_driverFeaturesSelect, 1u);
        _common.Write(s_driverFeatures, (uint)((ulong)features >> 32));
    }

    /// <inheritdoc/>
    public readonly int MaximumQueueSize(int queue)
    {
        if ((uint)queue >= MaximumQueues)
        {
            return 0;
        }

        _common.Write(s_queueSelect, (ushort)queue);
        return _common.Read(s_queueSize);
    }

    /// <inheritdoc/>
    public void EnableQueue(int queue, in Virtqueue memory)
    {
        _common.Write(s_queueSelect, (ushort)queue);
        _common.Write(s_queueSize, (ushort)memory.Size);
        _common.Write(s_queueVector, _usesMessages ? (ushort)0 : NoVector);
        _common.WriteAddress(s_descriptorsLow, s_descriptorsHigh, memory.Descriptors);
        _common.WriteAddress(s_availableLow, s_availableHigh, memory.AvailableRing);
        _common.WriteAddress(s_usedLow, s_usedHigh, memory.UsedRing);
        _notifyOffsets[queue] = _common.Read(s_queueNotifyOffset);
        _common.Write(s_queueEnable, (ushort)1);
    }

    /// <inheritdoc/>
    public readonly void Notify(int queue)
    {
        // The device says where: an offset out of its window is not followed, and the device not notified.
        ulong offset = (ulong)_notifyOffsets[queue] * _notifyStep;
        if (offset + sizeof(ushort) <= _notify.Length && offset % sizeof(ushort) == 0)
        {
            _notify.Write(new Register<ushort>((int)offset), (ushort)queue);
        }
    }

    /// <inheritdoc/>
    public readonly byte ReadConfiguration(int offset) => (nuint)(uint)offset < _device.Length ? _device.Read(new Register<byte>(offset)) : (byte)0;

    /// <inheritdoc/>
    public bool TryEnableInterrupt<THandler>(nuint argument)
        where THandler : struct, IInterruptHandler
    {
        if (MessageInterrupt.TryCreate<THandler>(argument, out MessageInterrupt queues)
            && MessageInterrupt.TryCreate<THandler>(argument | VirtioInterrupt.Configuration, out MessageInterrupt configuration)
            && _function.TryEnableMessages<DeviceMapper>(queues, configuration, out int messages))
        {
            _usesMessages = true;
            _hasOneMessage = messages == 1;
            _common.Write(s_configurationVector, (ushort)(_hasOneMessage ? 0 : 1));
            return true;
        }

        return _function.TryGetLine(out InterruptLine line) && line.TryEnable<THandler>(argument);
    }

    /// <inheritdoc/>
    public readonly bool AcknowledgeInterrupt()
    {
        // Reading lowers the line (4.1.4.5). A message is its own cause, and if it is the only one, may have any.
        return _usesMessages ? _hasOneMessage : (_interrupt.Read(s_interruptStatus) & ConfigurationChanged) != 0;
    }

    private bool TryMapParts()
    {
        int capability = 0;
        while (_function.TryFindCapability(VendorCapability, ref capability))
        {
            byte part = (byte)(_function.Read(capability) >> 24);
            switch (part)
            {
                case CommonPart when _common.Length == 0:
                    TryMapPart(capability, 56, out _common);
                    break;
                case NotifyPart when _notify.Length == 0 && capability <= 256 - 20:
                    _notifyStep = _function.Read(capability + 16);
                    TryMapPart(capability, sizeof(ushort), out _notify);
                    break;
                case InterruptPart when _interrupt.Length == 0:
                    TryMapPart(capability, 1, out _interrupt);
                    break;
                case DevicePart when _device.Length == 0:
                    TryMapPart(capability, 0, out _device);
                    break;
            }
        }

        return _common.Length != 0 && _notify.Length != 0 && _interrupt.Length != 0;
    }

    // A part is a piece of a BAR (virtio 1.2, 4.1.4).
    private readonly bool TryMapPart(int capability, uint least, out RegisterWindow window)
    {
        window = default;
        if (capability > 256 - 16)
        {
            return false;
        }

        uint offset = _function.Read(capability + 8);
        uint length = _function.Read(capability + 12);
        if (length < least || !_function.TryMapBar<DeviceMapper>((int)(_function.Read(capability + 4) & 0xFF), out RegisterWindow bar)
            || offset > bar.Length || length > bar.Length - offset)
        {
            return false;
        }

        window = bar.Slice(offset, length);
        return true;
    }

    [InlineArray(MaximumQueues)]
    private struct NotifyOffsets
    {
        private ushort _first;
    }
}
