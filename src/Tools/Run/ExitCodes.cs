namespace Hermit.Run;

/// <summary>
/// The launcher's own exit codes, for the cases in which the guest has none. They are those that shells and
/// <c>timeout(1)</c> use, above what programs usually return.
/// </summary>
internal static class ExitCodes
{
    /// <summary>The time limit ran out.</summary>
    public const int TimedOut = 124;

    /// <summary>The launcher was called wrongly, QEMU refused to start, or the guest stopped without an exit code.</summary>
    public const int Failed = 125;

    /// <summary>QEMU was not found.</summary>
    public const int NotFound = 127;

    /// <summary>Ended by a signal: this and its number.</summary>
    public const int Signalled = 128;
}
