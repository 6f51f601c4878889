namespace Hermit.Sync;

/// <summary>An initialiser that calls a static method by its address.</summary>
public readonly struct FunctionInitializer<T> : IInitializer<T>
{
    private readonly unsafe delegate*<T> _create;

    /// <summary>Makes an initialiser that calls <paramref name="create"/>.</summary>
    /// <remarks>Safety: <paramref name="create"/> is the address of a static method, as <c>&amp;Method</c> gives it.</remarks>
    [RequiresUnsafe]
    public unsafe FunctionInitializer(delegate*<T> create)
    {
        _create = create;
    }

    /// <inheritdoc/>
    public unsafe T Create()
    {
        if (_create == null)
        {
            Panic.Fail("A default FunctionInitializer has no function.");
        }

        // SAFETY: the constructor's caller gave the address of a method.
        return _create();
    }
}
