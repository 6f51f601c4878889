namespace Hermit.Firmware;

/// <summary>By which instruction the firmware's functions are called (PSCI, Arm DEN 0022, chapter 5).</summary>
public enum FirmwareCall
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>HVC: a hypervisor has them.</summary>
    Hypervisor,

    /// <summary>SMC: the secure monitor has them.</summary>
    Monitor,
}
