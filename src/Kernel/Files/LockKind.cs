namespace Hermit.Files;

/// <summary>How an open file is locked as a whole (<c>flock(2)</c>): advice to those who also lock.</summary>
public enum LockKind : byte
{
    /// <summary>Not.</summary>
    None,

    /// <summary>Others may share it.</summary>
    Shared,

    /// <summary>By this description alone.</summary>
    Exclusive,
}
