namespace Hermit.Unwinding;

/// <summary>What reading the live slots of an instruction came to.</summary>
public enum GcInfoResult
{
    /// <summary>Every live slot was shown.</summary>
    Complete,

    /// <summary>Nothing is known of the instruction: it is no safe point.</summary>
    Unknown,

    /// <summary>The information is malformed; slots may have been shown before that was found.</summary>
    Malformed,
}
