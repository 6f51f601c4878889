namespace Hermit.Sync;

/// <summary>Leaves interrupts as they are.</summary>
internal readonly struct InterruptsUntouched : IInterruptPolicy
{
    /// <inheritdoc/>
    public static nuint Enter() => 0;

    /// <inheritdoc/>
    public static void Leave(nuint state)
    {
    }
}
