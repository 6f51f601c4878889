using System;

namespace Hermit.Devices;

/// <summary>The machine's network card, of whatever kind it is. Whoever takes it from <see cref="NetworkCards"/> is its only user.</summary>
public struct NetworkCard : INetworkCard
{
    private VirtioNetworkCard<VirtioMmioTransport> _mmio;
    private VirtioNetworkCard<VirtioPciTransport> _pci;
    private bool _isPci;

    /// <summary>Starts a card where it is; false when it cannot be used.</summary>
    internal bool TryStart(VirtioMmioTransport transport) => VirtioNetworkInterrupt<VirtioMmioTransport>.TryStart(transport, ref _mmio);

    /// <inheritdoc cref="TryStart(VirtioMmioTransport)"/>
    internal bool TryStart(VirtioPciTransport transport)
    {
        _isPci = true;
        return VirtioNetworkInterrupt<VirtioPciTransport>.TryStart(transport, ref _pci);
    }

    /// <inheritdoc/>
    public readonly ulong Address => _isPci ? _pci.Address : _mmio.Address;

    /// <inheritdoc/>
    public readonly int Mtu => _isPci ? _pci.Mtu : _mmio.Mtu;

    /// <inheritdoc/>
    public readonly bool IsLinkUp => _isPci ? _pci.IsLinkUp : _mmio.IsLinkUp;

    /// <inheritdoc/>
    public readonly bool CompletesChecksums => _isPci ? _pci.CompletesChecksums : _mmio.CompletesChecksums;

    /// <inheritdoc/>
    public readonly int SegmentationV4 => _isPci ? _pci.SegmentationV4 : _mmio.SegmentationV4;

    /// <inheritdoc/>
    public readonly int SegmentationV6 => _isPci ? _pci.SegmentationV6 : _mmio.SegmentationV6;

    /// <inheritdoc/>
    public bool TryPeekReceived(out ReadOnlySpan<byte> frame, out FrameOffload offload) =>
        _isPci ? _pci.TryPeekReceived(out frame, out offload) : _mmio.TryPeekReceived(out frame, out offload);

    /// <inheritdoc/>
    public void DropReceived()
    {
        if (_isPci)
        {
            _pci.DropReceived();
        }
        else
        {
            _mmio.DropReceived();
        }
    }

    /// <inheritdoc/>
    public bool TryBeginSend(int length) => _isPci ? _pci.TryBeginSend(length) : _mmio.TryBeginSend(length);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_isPci)
        {
            _pci.Append(bytes);
        }
        else
        {
            _mmio.Append(bytes);
        }
    }

    /// <inheritdoc/>
    public void Send(in FrameOffload offload)
    {
        if (_isPci)
        {
            _pci.Send(offload);
        }
        else
        {
            _mmio.Send(offload);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (_isPci)
        {
            _pci.Flush();
        }
        else
        {
            _mmio.Flush();
        }
    }

    /// <inheritdoc/>
    public bool EnableInterrupt() => _isPci ? _pci.EnableInterrupt() : _mmio.EnableInterrupt();
}
