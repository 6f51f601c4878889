using System;

namespace Hermit.Devices;

/// <summary>The device status (virtio 1.2, 2.1).</summary>
[Flags]
internal enum VirtioStatus : byte
{
    /// <summary>Reset.</summary>
    None = 0,

    /// <summary>ACKNOWLEDGE: we have seen the device.</summary>
    Acknowledge = 1,

    /// <summary>DRIVER: we can drive it.</summary>
    Driver = 2,

    /// <summary>DRIVER_OK: it may work.</summary>
    DriverOk = 4,

    /// <summary>FEATURES_OK: the features are agreed upon.</summary>
    FeaturesOk = 8,

    /// <summary>DEVICE_NEEDS_RESET: it gave up.</summary>
    NeedsReset = 64,

    /// <summary>FAILED: we gave up.</summary>
    Failed = 128,
}
