namespace Hermit.Sync;

/// <summary>What a once-primitive does about interrupts while it initialises.</summary>
internal interface IInterruptPolicy
{
    /// <summary>Called before; the result goes to <see cref="Leave"/>.</summary>
    static abstract nuint Enter();

    /// <summary>Called after.</summary>
    static abstract void Leave(nuint state);
}
