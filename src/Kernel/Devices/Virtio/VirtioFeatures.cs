using System;

namespace Hermit.Devices;

/// <summary>Feature bits (virtio 1.2, chapter 6 and 5.1.3, 5.3.3).</summary>
[Flags]
internal enum VirtioFeatures : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>VIRTIO_NET_F_CSUM: completes checksums.</summary>
    NetChecksum = 1ul << 0,

    /// <summary>VIRTIO_NET_F_GUEST_CSUM: we take frames whose checksum is incomplete, and learn which ones were verified.</summary>
    NetGuestChecksum = 1ul << 1,

    /// <summary>VIRTIO_CONSOLE_F_MULTIPORT: several ports, and queues for messages about them.</summary>
    ConsoleMultiport = 1ul << 1,

    /// <summary>VIRTIO_NET_F_MTU: the configuration has the link's longest packet.</summary>
    NetMtu = 1ul << 3,

    /// <summary>VIRTIO_NET_F_MAC: the configuration has the address.</summary>
    NetMac = 1ul << 5,

    /// <summary>VIRTIO_NET_F_GUEST_TSO4: we take TCP segments over IPv4 that were not cut, or put together again.</summary>
    NetGuestSegmentV4 = 1ul << 7,

    /// <summary>VIRTIO_NET_F_GUEST_TSO6: we take TCP segments over IPv6 that were not cut, or put together again.</summary>
    NetGuestSegmentV6 = 1ul << 8,

    /// <summary>VIRTIO_NET_F_HOST_TSO4: cuts TCP segments over IPv4.</summary>
    NetSegmentV4 = 1ul << 11,

    /// <summary>VIRTIO_NET_F_HOST_TSO6: cuts TCP segments over IPv6.</summary>
    NetSegmentV6 = 1ul << 12,

    /// <summary>VIRTIO_NET_F_MRG_RXBUF: a frame may come in several buffers.</summary>
    NetMergedBuffers = 1ul << 15,

    /// <summary>VIRTIO_NET_F_STATUS: the configuration says whether there is a carrier.</summary>
    NetStatus = 1ul << 16,

    /// <summary>VIRTIO_F_EVENT_IDX: each side says at which index it wants to hear of the other.</summary>
    EventIndex = 1ul << 29,

    /// <summary>VIRTIO_F_VERSION_1: virtio 1.0 or later.</summary>
    Version1 = 1ul << 32,
}
