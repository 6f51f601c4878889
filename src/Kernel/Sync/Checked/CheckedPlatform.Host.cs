namespace Hermit.Sync;

/// <summary>What only checked builds need of the machine: the host's flavour.</summary>
internal static class CheckedPlatform
{
    /// <summary>What holds locks: the thread. Never 0.</summary>
    public static nuint ContextId => (nuint)Environment.CurrentManagedThreadId;

    /// <summary>Whether the caller runs in an interrupt handler.</summary>
    public static bool InHandler => HostInterrupts.InHandler;

    /// <summary>Whether an interrupt can come now.</summary>
    public static bool InterruptsEnabled => HostInterrupts.Enabled;
}
