namespace Hermit.Unwinding;

/// <summary>What an interrupted frame was found to be at.</summary>
public enum EpilogueResult
{
    /// <summary>The frame is not being taken down: its description holds.</summary>
    None,

    /// <summary>The frame was being taken down, and the registers are now those of the caller.</summary>
    Undone,

    /// <summary>A jump: within the function, or to another after the frame was taken down.</summary>
    Jump,

    /// <summary>One or the other; it cannot be told.</summary>
    Unknown,
}
