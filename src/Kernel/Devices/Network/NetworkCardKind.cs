namespace Hermit.Devices;

/// <summary>What a network card is, and how it is reached.</summary>
internal enum NetworkCardKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>virtio-net, registers and an interrupt.</summary>
    VirtioMmio,

    /// <summary>virtio-net on PCI.</summary>
    VirtioPci,

    /// <summary>An RTL8139.</summary>
    Rtl8139,
}
