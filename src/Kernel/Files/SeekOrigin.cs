namespace Hermit.Files;

/// <summary>What a position is counted from; the values of <c>lseek(2)</c>.</summary>
public enum SeekOrigin
{
    /// <summary>The start of the file.</summary>
    Start = 0,

    /// <summary>The position of the description.</summary>
    Current = 1,

    /// <summary>The end of the file.</summary>
    End = 2,
}
