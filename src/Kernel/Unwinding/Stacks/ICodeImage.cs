namespace Hermit.Unwinding;

/// <summary>What a walk for references asks about code.</summary>
public interface ICodeImage
{
    /// <summary>The image's constants and code.</summary>
    AddressedBytes Bytes { get; }

    /// <summary>Whether <paramref name="instruction"/> belongs to the program, whose compiler says where references are.</summary>
    bool IsManaged(ulong instruction);

    /// <summary>Whether <paramref name="instruction"/> is in a stub that has no frame and no description.</summary>
    bool IsStub(ulong instruction);

    /// <summary>Whether a frame that stands at a call returning to <paramref name="address"/> is one of a helper that runs a handler and keeps no references.</summary>
    bool IsFuncletCall(ulong address);

    /// <summary>Describes <paramref name="instruction"/>. False when the tables do not cover it.</summary>
    bool TryDescribe(ulong instruction, out FrameDescription description);

    /// <summary>Reads the record of an exception's dispatch, if the frame with <paramref name="registers"/> is one that throws.</summary>
    bool TryGetDispatch(in UnwindRegisters registers, StackWords stack, out ExceptionDispatch dispatch);
}
