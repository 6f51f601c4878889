namespace Hermit.Abi;

/// <summary>A function of the program's with two arguments.</summary>
[FromProgram]
public readonly struct ProgramFunction<TFirst, TSecond, TResult>
    where TFirst : unmanaged
    where TSecond : unmanaged
    where TResult : unmanaged
{
    private readonly unsafe delegate*<TFirst, TSecond, TResult> _function;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: it is null, or the address of a function of that signature, by C's calling convention.</remarks>
    [RequiresUnsafe]
    public unsafe ProgramFunction(void* function)
    {
        _function = (delegate*<TFirst, TSecond, TResult>)function;
    }

    /// <summary>Whether there is no function.</summary>
    public unsafe bool IsNull => _function == null;

    /// <summary>Calls it; panics if there is none.</summary>
    public unsafe TResult Invoke(TFirst first, TSecond second)
    {
        Panic.Unless(!IsNull, "the program passed no function");

        // SAFETY: whoever made the value vouched for the address and the signature.
        return _function(first, second);
    }
}
