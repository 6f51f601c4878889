namespace Hermit.Sync;

/// <summary>Masks interrupts, so that a handler on this CPU cannot find an initialisation half done by the code it interrupted.</summary>
internal readonly struct InterruptsMasked : IInterruptPolicy
{
    /// <inheritdoc/>
    public static nuint Enter() => Platform.DisableInterrupts();

    /// <inheritdoc/>
    public static void Leave(nuint state) => Platform.RestoreInterrupts(state);
}
