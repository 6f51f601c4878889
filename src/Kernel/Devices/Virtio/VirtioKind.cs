namespace Hermit.Devices;

/// <summary>Devices by their identifiers (virtio 1.2, chapter 5); only those that there are drivers for.</summary>
internal enum VirtioKind
{
    /// <summary>No device.</summary>
    None = 0,

    /// <summary>A network card.</summary>
    Network = 1,

    /// <summary>A console.</summary>
    Console = 3,

    /// <summary>A source of randomness.</summary>
    Entropy = 4,
}
