namespace Hermit.Abi;

/// <summary>A function of the program's with one argument.</summary>
[FromProgram]
public readonly struct ProgramFunction<TArgument, TResult>
    where TArgument : unmanaged
    where TResult : unmanaged
{
    private readonly unsafe delegate*<TArgument, TResult> _function;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: it is null, or the address of a function of that signature, by C's calling convention.</remarks>
    [RequiresUnsafe]
    public unsafe ProgramFunction(void* function)
    {
        _function = (delegate*<TArgument, TResult>)function;
    }

    /// <summary>Whether there is no function.</summary>
    public unsafe bool IsNull => _function == null;

    /// <summary>Calls it; panics if there is none.</summary>
    public unsafe TResult Invoke(TArgument argument)
    {
        Panic.Unless(!IsNull, "the program passed no function");

        // SAFETY: whoever made the value vouched for the address and the signature.
        return _function(argument);
    }
}
