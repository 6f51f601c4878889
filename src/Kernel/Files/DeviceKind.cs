namespace Hermit.Files;

/// <summary>What stands behind a device file.</summary>
public enum DeviceKind : byte
{
    /// <summary>No device.</summary>
    None,

    /// <summary>Standard input. The platform layer moves its bytes.</summary>
    ConsoleInput,

    /// <summary>Standard output. The platform layer moves its bytes.</summary>
    ConsoleOutput,

    /// <summary>Standard error. The platform layer moves its bytes.</summary>
    ConsoleError,

    /// <summary>Takes everything, gives nothing.</summary>
    Null,

    /// <summary>Takes everything, gives zeros.</summary>
    Zero,

    /// <summary>Is always full, gives zeros.</summary>
    Full,

    /// <summary>Takes everything, gives random bytes.</summary>
    Random,
}
