using System;

using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>The machine's network card, of whatever kind it is. Whoever takes it from <see cref="NetworkCards"/> is its only user.</summary>
public struct NetworkCard : INetworkCard
{
    private VirtioNetworkCard<VirtioMmioTransport> _mmio;
    private VirtioNetworkCard<VirtioPciTransport> _pci;
    private Rtl8139Card _rtl8139;
    private NetworkCardKind _kind;

    /// <summary>Starts a card where it is; false when it cannot be used.</summary>
    internal bool TryStart(VirtioMmioTransport transport)
    {
        _kind = NetworkCardKind.VirtioMmio;
        return VirtioNetworkInterrupt<VirtioMmioTransport>.TryStart(transport, ref _mmio);
    }

    /// <inheritdoc cref="TryStart(VirtioMmioTransport)"/>
    internal bool TryStart(VirtioPciTransport transport)
    {
        _kind = NetworkCardKind.VirtioPci;
        return VirtioNetworkInterrupt<VirtioPciTransport>.TryStart(transport, ref _pci);
    }

    /// <summary>Starts an RTL8139 where it is; false when it cannot be used.</summary>
    internal bool TryStart(PciFunction function)
    {
        _kind = NetworkCardKind.Rtl8139;
        return _rtl8139.TryStart(function);
    }

    /// <inheritdoc/>
    public readonly ulong Address => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.Address,
        NetworkCardKind.VirtioPci => _pci.Address,
        _ => _rtl8139.Address,
    };

    /// <inheritdoc/>
    public readonly int Mtu => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.Mtu,
        NetworkCardKind.VirtioPci => _pci.Mtu,
        _ => _rtl8139.Mtu,
    };

    /// <inheritdoc/>
    public bool IsLinkUp => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.IsLinkUp,
        NetworkCardKind.VirtioPci => _pci.IsLinkUp,
        _ => _rtl8139.IsLinkUp,
    };

    /// <inheritdoc/>
    public readonly bool CompletesChecksums => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.CompletesChecksums,
        NetworkCardKind.VirtioPci => _pci.CompletesChecksums,
        _ => _rtl8139.CompletesChecksums,
    };

    /// <inheritdoc/>
    public readonly int SegmentationV4 => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.SegmentationV4,
        NetworkCardKind.VirtioPci => _pci.SegmentationV4,
        _ => _rtl8139.SegmentationV4,
    };

    /// <inheritdoc/>
    public readonly int SegmentationV6 => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.SegmentationV6,
        NetworkCardKind.VirtioPci => _pci.SegmentationV6,
        _ => _rtl8139.SegmentationV6,
    };

    /// <inheritdoc/>
    public bool TryPeekReceived(out ReadOnlySpan<byte> frame, out FrameOffload offload) => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.TryPeekReceived(out frame, out offload),
        NetworkCardKind.VirtioPci => _pci.TryPeekReceived(out frame, out offload),
        _ => _rtl8139.TryPeekReceived(out frame, out offload),
    };

    /// <inheritdoc/>
    public void DropReceived()
    {
        switch (_kind)
        {
            case NetworkCardKind.VirtioMmio:
                _mmio.DropReceived();
                break;
            case NetworkCardKind.VirtioPci:
                _pci.DropReceived();
                break;
            default:
                _rtl8139.DropReceived();
                break;
        }
    }

    /// <inheritdoc/>
    public void Refill()
    {
        switch (_kind)
        {
            case NetworkCardKind.VirtioMmio:
                _mmio.Refill();
                break;
            case NetworkCardKind.VirtioPci:
                _pci.Refill();
                break;
            default:
                _rtl8139.Refill();
                break;
        }
    }

    /// <inheritdoc/>
    public bool TryBeginSend(int length) => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.TryBeginSend(length),
        NetworkCardKind.VirtioPci => _pci.TryBeginSend(length),
        _ => _rtl8139.TryBeginSend(length),
    };

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        switch (_kind)
        {
            case NetworkCardKind.VirtioMmio:
                _mmio.Append(bytes);
                break;
            case NetworkCardKind.VirtioPci:
                _pci.Append(bytes);
                break;
            default:
                _rtl8139.Append(bytes);
                break;
        }
    }

    /// <inheritdoc/>
    public void Send(in FrameOffload offload)
    {
        switch (_kind)
        {
            case NetworkCardKind.VirtioMmio:
                _mmio.Send(offload);
                break;
            case NetworkCardKind.VirtioPci:
                _pci.Send(offload);
                break;
            default:
                _rtl8139.Send(offload);
                break;
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        switch (_kind)
        {
            case NetworkCardKind.VirtioMmio:
                _mmio.Flush();
                break;
            case NetworkCardKind.VirtioPci:
                _pci.Flush();
                break;
            default:
                _rtl8139.Flush();
                break;
        }
    }

    /// <inheritdoc/>
    public bool EnableReceiveInterrupt() => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.EnableReceiveInterrupt(),
        NetworkCardKind.VirtioPci => _pci.EnableReceiveInterrupt(),
        _ => _rtl8139.EnableReceiveInterrupt(),
    };

    /// <inheritdoc/>
    public bool EnableSendInterrupt() => _kind switch
    {
        NetworkCardKind.VirtioMmio => _mmio.EnableSendInterrupt(),
        NetworkCardKind.VirtioPci => _pci.EnableSendInterrupt(),
        _ => _rtl8139.EnableSendInterrupt(),
    };
}
