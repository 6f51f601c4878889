namespace Hermit.Machine;

/// <summary>What interrupted a thread, as far as all architectures have it.</summary>
public enum TrapKind
{
    /// <summary>Something of the architecture's own.</summary>
    Other,

    /// <summary>An access where nothing is mapped, or not for it; <see cref="FaultingAddress"/> says where.</summary>
    PageFault,

    /// <summary>An interrupt that cannot be masked.</summary>
    NonMaskable,

    /// <summary>The hardware reports that it is broken.</summary>
    MachineCheck,
}
