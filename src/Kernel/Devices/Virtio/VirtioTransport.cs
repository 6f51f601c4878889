using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>A transport of either kind, for drivers that exist once whatever the bus.</summary>
internal struct VirtioTransport : IVirtioTransport
{
    private readonly bool _isPci;
    private VirtioMmioTransport _mmio;
    private VirtioPciTransport _pci;

    /// <summary>A device that is registers and an interrupt.</summary>
    public VirtioTransport(VirtioMmioTransport transport)
    {
        _mmio = transport;
        _pci = default;
        _isPci = false;
    }

    /// <summary>A device on PCI.</summary>
    public VirtioTransport(VirtioPciTransport transport)
    {
        _mmio = default;
        _pci = transport;
        _isPci = true;
    }

    /// <inheritdoc/>
    public readonly VirtioKind Kind => _isPci ? _pci.Kind : _mmio.Kind;

    /// <inheritdoc/>
    public VirtioStatus Status
    {
        readonly get => _isPci ? _pci.Status : _mmio.Status;
        set
        {
            if (_isPci)
            {
                _pci.Status = value;
            }
            else
            {
                _mmio.Status = value;
            }
        }
    }

    /// <inheritdoc/>
    public readonly VirtioFeatures ReadFeatures() => _isPci ? _pci.ReadFeatures() : _mmio.ReadFeatures();

    /// <inheritdoc/>
    public readonly void WriteFeatures(VirtioFeatures features)
    {
        if (_isPci)
        {
            _pci.WriteFeatures(features);
        }
        else
        {
            _mmio.WriteFeatures(features);
        }
    }

    /// <inheritdoc/>
    public readonly int MaximumQueueSize(int queue) => _isPci ? _pci.MaximumQueueSize(queue) : _mmio.MaximumQueueSize(queue);

    /// <inheritdoc/>
    public void EnableQueue(int queue, in Virtqueue memory)
    {
        if (_isPci)
        {
            _pci.EnableQueue(queue, memory);
        }
        else
        {
            _mmio.EnableQueue(queue, memory);
        }
    }

    /// <inheritdoc/>
    public readonly void Notify(int queue)
    {
        if (_isPci)
        {
            _pci.Notify(queue);
        }
        else
        {
            _mmio.Notify(queue);
        }
    }

    /// <inheritdoc/>
    public readonly byte ReadConfiguration(int offset) => _isPci ? _pci.ReadConfiguration(offset) : _mmio.ReadConfiguration(offset);

    /// <inheritdoc/>
    public bool TryEnableInterrupt<THandler>(nuint argument)
        where THandler : struct, IInterruptHandler => _isPci ? _pci.TryEnableInterrupt<THandler>(argument) : _mmio.TryEnableInterrupt<THandler>(argument);

    /// <inheritdoc/>
    public readonly bool AcknowledgeInterrupt() => _isPci ? _pci.AcknowledgeInterrupt() : _mmio.AcknowledgeInterrupt();
}
