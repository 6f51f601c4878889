namespace Hermit.Firmware;

/// <summary>The interrupt controllers that a device tree can name and we know.</summary>
public enum InterruptControllerKind
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Arm's Generic Interrupt Controller, version 2 (IHI 0048).</summary>
    Gic2,

    /// <summary>Version 3, or 4 (IHI 0069).</summary>
    Gic3,
}
