using System.Runtime.InteropServices;
using Hermit.Abi;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// Walks the managed frames of a thread from one that throws towards its callers. Size and public fields are those of
/// <c>System.Runtime.StackFrameIterator</c> of .NET 10 (10.0.12, Unix); the rest of the storage is ours.
/// </summary>
/// <remarks>
/// What stands between two managed frames is skipped by its own unwind information. There is one exception: a funclet that the
/// dispatcher of an earlier exception called. Its caller in the source is the method that it belongs to, not the dispatcher; the
/// walk goes on where that dispatch stood, and that dispatch is superseded.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = StackFrameIteratorPlaces.ByteCount)]
internal struct StackFrameIterator
{
    [FieldOffset(StackFrameIteratorPlaces.NextExInfo)]
    private unsafe ExInfo* _nextExInfo;

    [FieldOffset(StackFrameIteratorPlaces.FramePointer)]
    private ulong _framePointer;

    [FieldOffset(StackFrameIteratorPlaces.ControlPc)]
    private ulong _controlPc;

    [FieldOffset(StackFrameIteratorPlaces.Display)]
    private RegisterDisplay _display;

    [FieldOffset(StackFrameIteratorPlaces.Display + RegisterDisplayPlaces.ByteCount)]
    private FrameDescription _description;

    [FieldOffset(StackFrameIteratorPlaces.OriginalControlPc)]
    private ulong _originalControlPc;

    [FieldOffset(StackFrameIteratorPlaces.PreviousTransitionFrame)]
    private ulong _previousTransitionFrame;

    /// <summary>What the tables say about the current frame.</summary>
    public readonly ref readonly FrameDescription Description
    {
        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        get => ref _description;
    }

    /// <summary>The registers of the current frame.</summary>
    public readonly ref readonly UnwindRegisters Registers
    {
        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        get => ref _display.Registers;
    }

    /// <summary>Whether the current frame was interrupted by a fault: its instruction pointer is exact, not a return address.</summary>
    public readonly bool IsExact => _controlPc == _originalControlPc;

    /// <summary>Starts at the frame with <paramref name="registers"/>.</summary>
    /// <param name="registers">The registers of the frame that throws.</param>
    /// <param name="isExact">
    /// Whether its instruction pointer is that of a faulting instruction, rather than the return address of a call, which may
    /// already belong to what follows the protected region.
    /// </param>
    /// <returns>False when the frame is not managed.</returns>
    public unsafe bool Start(in UnwindRegisters registers, bool isExact)
    {
        this = default;
        _nextExInfo = ThreadExceptionState.Current.ExInfoHead;
        SkipExInfosBelow(registers.StackPointer);
        if (!ImageMap.Current.IsManaged(registers.InstructionPointer))
        {
            return false;
        }

        _display.Registers = registers;
        Enter(isExact);
        return true;
    }

    /// <summary>Goes to the next frame.</summary>
    /// <param name="collidedClause">
    /// When the walk left a funclet of an earlier dispatch: the clause that funclet belongs to; else <see cref="ExInfo.NoClause"/>.
    /// </param>
    /// <param name="leftManagedCode">Whether the frame that was left is one that native code called.</param>
    /// <returns>False when there is no further frame.</returns>
    public bool Next(out uint collidedClause, out bool leftManagedCode)
    {
        collidedClause = ExInfo.NoClause;
        leftManagedCode = false;
        if (_controlPc == 0)
        {
            return false;
        }

        ref readonly ImageMap map = ref ImageMap.Current;
        ref UnwindRegisters registers = ref _display.Registers;
        bool isNativeBoundary = (_description.Method.Flags & MethodFlags.ReversePInvoke) != 0;
        bool isExact = _description.Layout.IsSignalFrame;
        if (!FrameTable.TryUndo(_description, ref registers))
        {
            _controlPc = 0;
            return false;
        }

        if (isNativeBoundary)
        {
            leftManagedCode = true;
            EnterNative();
            return true;
        }

        if (registers.InstructionPointer == map.CatchReturn || registers.InstructionPointer == map.FinallyReturn)
        {
            collidedClause = Collide();
            return true;
        }

        if (!map.IsManaged(registers.InstructionPointer) && !TrySkipNative(map, ref registers, ref isExact))
        {
            _controlPc = 0;
            return false;
        }

        Enter(isExact);
        return true;
    }

    /// <summary>
    /// Undoes frames that are not managed: the call of a filter, and assembly helpers that call managed code on behalf of other
    /// managed code. False when there is no managed frame above.
    /// </summary>
    private static bool TrySkipNative(in ImageMap map, ref UnwindRegisters registers, ref bool isExact)
    {
        do
        {
            ulong at = registers.InstructionPointer;
            if (at == map.ThrowReturn || at == map.ThrowHardwareReturn || at == map.RethrowReturn)
            {
                Panic.Fail("An exception left the exception dispatcher.");
            }

            if (!FrameTable.TryDescribe(isExact ? at : at - 1, out FrameDescription description) ||
                !FrameTable.TryUndo(description, ref registers))
            {
                return false;
            }

            isExact = description.Layout.IsSignalFrame;
        }
        while (!map.IsManaged(registers.InstructionPointer));
        return true;
    }

    private void Enter(bool isExact)
    {
        ulong at = _display.Registers.InstructionPointer;
        ulong instruction = isExact ? at : at - 1;
        if (!FrameTable.TryDescribe(instruction, out _description))
        {
            Panic.Fail("A managed function has no unwind information.");
        }

        _display.StackPointer = _display.Registers.StackPointer;
        _controlPc = instruction;
        _originalControlPc = at;
        _framePointer = _description.Method.HasFramePointer ? _display.Registers.FramePointer : 0;
    }

    private void EnterNative()
    {
        _description = default;
        _display.StackPointer = _display.Registers.StackPointer;
        _controlPc = _display.Registers.InstructionPointer - 1;
        _originalControlPc = _display.Registers.InstructionPointer;
        _framePointer = 0;
    }

    private uint Collide()
    {
        // SAFETY: the list holds dispatches whose frames lie above the frame that the walk is at, hence are live.
        unsafe
        {
            ExInfo* dispatch = _nextExInfo;
            if (dispatch == null || dispatch->Pass != ExInfo.SecondPass || dispatch->Clause == ExInfo.NoClause)
            {
                Panic.Fail("A stack walk met a running handler that no dispatch knows of.");
            }

            // Callee-saved registers need no fixing up: a funclet gives them back as it got them, from this very iterator.
            this = dispatch->Iterator;
            SkipExInfosBelow(_display.StackPointer);
            dispatch->Kind |= ExceptionKind.Superseded;
            return dispatch->Clause;
        }
    }

    private void SkipExInfosBelow(ulong stackPointer)
    {
        // SAFETY: see Collide.
        unsafe
        {
            while (_nextExInfo != null && (ulong)_nextExInfo < stackPointer)
            {
                _nextExInfo = _nextExInfo->Previous;
            }
        }
    }
}
