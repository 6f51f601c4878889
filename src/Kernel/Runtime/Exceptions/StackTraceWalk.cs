using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// Walks the current thread's stack as <c>Environment.StackTrace</c> shows it: every managed frame once, a handler and the method
/// that it belongs to being one frame, and nothing of what a dispatched exception has already unwound.
/// </summary>
internal ref struct StackTraceWalk
{
    private UnwindRegisters _registers;
    private bool _isExact;
    private bool _isAlreadyShown;

    /// <summary>Starts at the frame with <paramref name="registers"/>.</summary>
    public StackTraceWalk(in UnwindRegisters registers)
    {
        _registers = registers;
    }

    /// <summary>Goes to the next managed frame, the first time to the first.</summary>
    /// <param name="registers">The frame's registers.</param>
    /// <returns>False when there is no further frame.</returns>
    public bool TryGetNext(out UnwindRegisters registers)
    {
        ref readonly ImageMap map = ref ImageMap.Current;
        while (FrameTable.TryDescribe(_isExact ? _registers.InstructionPointer : _registers.InstructionPointer - 1, out FrameDescription description))
        {
            registers = _registers;
            bool isManaged = map.IsManaged(registers.InstructionPointer);
            bool isShown = isManaged && !_isAlreadyShown;
            _isAlreadyShown = false;
            if (TryLeaveDispatch(map))
            {
                continue;
            }

            if (!FrameTable.TryUndo(description, ref _registers))
            {
                _registers.InstructionPointer = 0;
            }

            _isExact = description.Layout.IsSignalFrame;

            // A finally handler that its own method called: the method was shown with it.
            _isAlreadyShown = isManaged && description.Method.IsFunclet && map.IsManaged(_registers.InstructionPointer);
            if (isShown)
            {
                return true;
            }
        }

        registers = default;
        return false;
    }

    /// <summary>
    /// At a throw whose handlers run: goes on at the frame whose handler is running, which was shown with that handler. The frames
    /// in between are gone as far as the program is concerned.
    /// </summary>
    private bool TryLeaveDispatch(in ImageMap map)
    {
        ulong at = _registers.InstructionPointer;
        if (at != map.ThrowReturn && at != map.ThrowHardwareReturn && at != map.RethrowReturn)
        {
            return false;
        }

        // SAFETY: a throw helper's frame has the dispatch that it records at its bottom.
        unsafe
        {
            ExInfo* dispatch = (ExInfo*)_registers.StackPointer;
            if (dispatch->Pass != ExInfo.SecondPass || dispatch->Clause == ExInfo.NoClause)
            {
                return false;
            }

            _registers = dispatch->Iterator.Registers;
            _isExact = dispatch->Iterator.IsExact;
            _isAlreadyShown = true;
            return true;
        }
    }
}
