using System.Runtime.InteropServices;
using Hermit.Runtime.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// Walks the managed frames of a thread from one that throws towards its callers. Size and public fields are those of
/// <c>System.Runtime.StackFrameIterator</c> of .NET 9 (9.0.20, Unix); the rest of the storage is ours.
/// </summary>
/// <remarks>
/// What stands between two managed frames is skipped by its own unwind information. There is one exception: a funclet that the
/// dispatcher of an earlier exception called. Its caller in the source is the method that it belongs to, not the dispatcher; the
/// walk goes on where that dispatch stood, and that dispatch is superseded.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 376)]
internal unsafe struct StackFrameIterator
{
    [FieldOffset(0)]
    private ExInfo* _nextExInfo;

    [FieldOffset(16)]
    private ulong _framePointer;

    [FieldOffset(24)]
    private ulong _controlPc;

    [FieldOffset(32)]
    private RegisterDisplay _display;

    [FieldOffset(168)]
    private FrameDescription _description;

    [FieldOffset(360)]
    private ulong _originalControlPc;

    [FieldOffset(368)]
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
    public bool Start(in UnwindRegisters registers, bool isExact)
    {
        this = default;
        _nextExInfo = ThreadExceptionState.Current.ExInfoHead;
        SkipExInfosBelow(registers.Rsp);
        if (!ImageMap.Current.IsManaged(registers.Rip))
        {
            return false;
        }

        Enter(registers, isExact);
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

        UnwindRegisters registers = _display.Registers;
        bool isNativeBoundary = (_description.Method.Flags & MethodFlags.ReversePInvoke) != 0;
        bool isExact = _description.IsSignalFrame;
        if (!FrameTable.TryUndo(_description, ref registers))
        {
            _controlPc = 0;
            return false;
        }

        if (isNativeBoundary)
        {
            leftManagedCode = true;
            EnterNative(registers);
            return true;
        }

        ref readonly ImageMap map = ref ImageMap.Current;
        if (registers.Rip == map.CatchReturn || registers.Rip == map.FinallyReturn)
        {
            collidedClause = Collide();
            return true;
        }

        return TrySkipNative(ref registers, ref isExact) && Enter(registers, isExact);
    }

    /// <summary>
    /// Undoes frames that are not managed: the call of a filter, and assembly helpers that call managed code on behalf of other
    /// managed code. False, and the walk is over, when there is no managed frame above.
    /// </summary>
    private bool TrySkipNative(ref UnwindRegisters registers, ref bool isExact)
    {
        while (!ImageMap.Current.IsManaged(registers.Rip))
        {
            if (IsThrowSite(registers.Rip))
            {
                Panic.Fail("An exception left the exception dispatcher.");
            }

            if (!FrameTable.TryDescribe(isExact ? registers.Rip : registers.Rip - 1, out FrameDescription description) ||
                !FrameTable.TryUndo(description, ref registers))
            {
                _controlPc = 0;
                return false;
            }

            isExact = description.IsSignalFrame;
        }

        return true;
    }

    private bool Enter(in UnwindRegisters registers, bool isExact)
    {
        ulong instruction = isExact ? registers.Rip : registers.Rip - 1;
        if (!FrameTable.TryDescribe(instruction, out _description))
        {
            Panic.Fail("A managed function has no unwind information.");
        }

        SetRegisters(registers);
        _controlPc = instruction;
        _originalControlPc = registers.Rip;
        _framePointer = _description.Method.HasFramePointer ? registers.Rbp : 0;
        return true;
    }

    private void EnterNative(in UnwindRegisters registers)
    {
        _description = default;
        SetRegisters(registers);
        _controlPc = registers.Rip - 1;
        _originalControlPc = registers.Rip;
        _framePointer = 0;
    }

    private void SetRegisters(in UnwindRegisters registers)
    {
        _display.Registers = registers;
        _display.StackPointer = registers.Rsp;
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

    private static bool IsThrowSite(ulong returnAddress)
    {
        ref readonly ImageMap map = ref ImageMap.Current;
        return returnAddress == map.ThrowReturn || returnAddress == map.ThrowHardwareReturn || returnAddress == map.RethrowReturn;
    }
}
