namespace Hermit.Devices;

/// <summary>What messages of a console device are about (virtio 1.2, 5.3.6.2).</summary>
internal enum ConsoleEvent : ushort
{
    /// <summary>VIRTIO_CONSOLE_DEVICE_READY: the driver is there; the device then names its ports.</summary>
    DeviceReady = 0,

    /// <summary>VIRTIO_CONSOLE_DEVICE_ADD: there is a port.</summary>
    PortAdd = 1,

    /// <summary>VIRTIO_CONSOLE_PORT_READY: the driver uses a port.</summary>
    PortReady = 3,

    /// <summary>VIRTIO_CONSOLE_PORT_OPEN: a side has opened a port, or closed it.</summary>
    PortOpen = 6,

    /// <summary>VIRTIO_CONSOLE_PORT_NAME: a port's name.</summary>
    PortName = 7,
}
