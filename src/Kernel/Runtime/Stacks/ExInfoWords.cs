using System;
using Hermit.Abi;
using Hermit.Runtime.Exceptions;
using Hermit.Unwinding;

namespace Hermit.Runtime.Stacks;

/// <summary>Reads the record of an exception's dispatch (<see cref="ExInfo"/>) off a stack that may be another thread's.</summary>
internal static class ExInfoWords
{
    private const int WordSize = sizeof(ulong);
    private const int Words = ExInfoPlaces.ByteCount / WordSize;
    private const int ExceptionWord = ExInfoPlaces.Exception / WordSize;

    // Kind, pass and clause.
    private const int StateWord = ExInfoPlaces.Kind / WordSize;
    private const int PassShift = 8;
    private const int ClauseShift = 32;
    private const int ControlPcWord = (ExInfoPlaces.Iterator + StackFrameIteratorPlaces.ControlPc) / WordSize;
    private const int OriginalControlPcWord = (ExInfoPlaces.Iterator + StackFrameIteratorPlaces.OriginalControlPc) / WordSize;
    private const ulong RegistersOffset = ExInfoPlaces.Iterator + StackFrameIteratorPlaces.Display + RegisterDisplayPlaces.Registers;

    /// <summary>Reads the record at <paramref name="address"/>; false when it is not in the stack.</summary>
    public static bool TryRead(StackWords stack, ulong address, out ExceptionDispatch dispatch)
    {
        dispatch = default;
        ReadOnlySpan<ulong> words = stack.Slice(address, Words);
        if (words.IsEmpty)
        {
            return false;
        }

        ulong state = words[StateWord];
        dispatch.Exception = words[ExceptionWord];
        dispatch.RunsHandler = (byte)(state >> PassShift) == ExInfo.SecondPass && (uint)(state >> ClauseShift) != ExInfo.NoClause;
        dispatch.IsExact = words[ControlPcWord] == words[OriginalControlPcWord];
        return UnwindRegisters.TryRead(stack, address + RegistersOffset, out dispatch.Registers);
    }
}
