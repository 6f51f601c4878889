using Hermit.Runtime.Exceptions;
using Hermit.Unwinding;

namespace Hermit.Runtime.Stacks;

/// <summary>The running image, to a walk for references.</summary>
internal readonly struct ProgramImage : ICodeImage
{
    /// <inheritdoc/>
    public AddressedBytes Bytes => ImageMap.Current.Image;

    /// <inheritdoc/>
    public bool IsManaged(ulong instruction) => ImageMap.Current.IsManaged(instruction);

    /// <inheritdoc/>
    public bool IsStub(ulong instruction) => ImageMap.Current.IsUnboxingStub(instruction);

    /// <inheritdoc/>
    public bool IsFuncletCall(ulong address)
    {
        ref readonly ImageMap map = ref ImageMap.Current;
        return address == map.CatchReturn || address == map.FinallyReturn || address == map.FilterReturn;
    }

    /// <inheritdoc/>
    public bool TryDescribe(ulong instruction, out FrameDescription description) => FrameTable.TryDescribe(instruction, out description);

    /// <inheritdoc/>
    public bool TryGetDispatch(in UnwindRegisters registers, StackWords stack, out ExceptionDispatch dispatch)
    {
        ref readonly ImageMap map = ref ImageMap.Current;
        ulong at = registers.InstructionPointer;
        dispatch = default;
        return (at == map.ThrowReturn || at == map.ThrowHardwareReturn || at == map.RethrowReturn) &&
            ExInfoWords.TryRead(stack, registers.StackPointer, out dispatch);
    }
}
