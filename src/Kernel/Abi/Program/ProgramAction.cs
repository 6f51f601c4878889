namespace Hermit.Abi;

/// <summary>A function of the program's with two arguments and no result.</summary>
[FromProgram]
public readonly unsafe struct ProgramAction<TFirst, TSecond>
    where TFirst : unmanaged
    where TSecond : unmanaged
{
    private readonly delegate*<TFirst, TSecond, void> _function;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: it is null, or the address of a function of that signature, by C's calling convention.</remarks>
    [RequiresUnsafe]
    public ProgramAction(void* function)
    {
        _function = (delegate*<TFirst, TSecond, void>)function;
    }

    /// <summary>Whether there is no function.</summary>
    public bool IsNull => _function == null;

    /// <summary>Calls it; panics if there is none.</summary>
    public void Invoke(TFirst first, TSecond second)
    {
        Panic.Unless(!IsNull, "the program passed no function");

        // SAFETY: whoever made the value vouched for the address and the signature.
        _function(first, second);
    }
}
