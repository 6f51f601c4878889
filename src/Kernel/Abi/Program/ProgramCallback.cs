namespace Hermit.Abi;

/// <summary>
/// A function of the program's that is told of something: up to four numbers or addresses, without a result. What is passed beyond the arguments that it
/// has does not reach it: the calling conventions of all our architectures pass the first four in registers that a callee may ignore.
/// </summary>
[FromProgram]
public readonly struct ProgramCallback
{
    private readonly unsafe delegate*<nuint, nuint, nuint, nuint, void> _function;

    /// <summary>Takes the program's word for it.</summary>
    /// <remarks>Safety: it is null, or the address of a function with at most four arguments of that size, by C's calling convention.</remarks>
    [RequiresUnsafe]
    public unsafe ProgramCallback(void* function)
    {
        _function = (delegate*<nuint, nuint, nuint, nuint, void>)function;
    }

    /// <summary>Whether there is no function.</summary>
    public unsafe bool IsNull => _function == null;

    /// <summary>Calls it; panics if there is none.</summary>
    public unsafe void Invoke(nuint first, nuint second, nuint third = 0, nuint fourth = 0)
    {
        Panic.Unless(!IsNull, "the program passed no function");

        // SAFETY: whoever made the value vouched for the address and the signature.
        _function(first, second, third, fourth);
    }
}
