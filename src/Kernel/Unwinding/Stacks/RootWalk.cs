using System;

namespace Hermit.Unwinding;

/// <summary>
/// Shows a visitor the references on a stack that is not running. A frame of the program that stands at a call says exactly where its
/// references are. Of others every word is shown: of the frame that was interrupted, of the kernel's, and of those that called a helper
/// from which the compiler expects no collection. Where the walk gets lost, every word is shown from there on.
/// </summary>
/// <remarks>
/// A handler and the method it belongs to are one frame to the compiler: at a call of the handler it says where the references of both
/// are, and the method's own frame is passed over. While a handler runs, the frames between it and the throw are gone.
/// </remarks>
public ref struct RootWalk<TImage>
    where TImage : struct, ICodeImage
{
    private readonly StackWords _stack;
    private TImage _image;
    private UnwindRegisters _frame;
    private bool _isExact;
    private bool _calleeIsUnknown;
    private bool _handlerIsTold;
    private ParentFrame _parent;

    private RootWalk(TImage image, StackWords stack, in UnwindRegisters start)
    {
        _image = image;
        _stack = stack;
        _frame = start;
    }

    private enum ParentFrame
    {
        /// <summary>The frame is not that of a method one of whose handlers was passed.</summary>
        None,

        /// <summary>The handler said where the references are.</summary>
        Told,

        /// <summary>The handler did not stand at a call.</summary>
        Untold,
    }

    /// <summary>Shows <paramref name="visitor"/> the references in the frames from the one with the registers <paramref name="start"/> on, which stands at a call.</summary>
    public static void Visit<TVisitor>(TImage image, StackWords stack, in UnwindRegisters start, ref TVisitor visitor)
        where TVisitor : struct, IRootVisitor
    {
        RootWalk<TImage> walk = new(image, stack, start);
        while (walk.Step(ref visitor))
        {
        }
    }

    /// <returns>False when there is no further frame.</returns>
    private bool Step<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IRootVisitor
    {
        bool throws = _image.TryGetDispatch(_frame, _stack, out ExceptionDispatch dispatch);
        if (throws)
        {
            visitor.Visit(dispatch.Exception);
            if (dispatch.RunsHandler)
            {
                _frame = dispatch.Registers;
                _isExact = dispatch.IsExact;
                _calleeIsUnknown = false;
                _parent = _handlerIsTold ? ParentFrame.Told : ParentFrame.Untold;
                _handlerIsTold = false;
                return true;
            }
        }

        ulong instruction = _isExact ? _frame.InstructionPointer : _frame.InstructionPointer - 1;
        bool isManaged = _image.IsManaged(instruction);
        if (!TryUndo(instruction, out UnwindRegisters caller, out FrameDescription description))
        {
            // The outermost frame, or nothing that makes sense.
            VisitAll(_stack.End, ref visitor);
            return false;
        }

        ParentFrame parent = _parent;
        _parent = ParentFrame.None;
        bool isTold = isManaged
            ? TryVisitManaged(description.Method, caller.StackPointer, parent, ref visitor)
            : throws || _image.IsFuncletCall(_frame.InstructionPointer);
        if (!isTold)
        {
            VisitAll(caller.StackPointer, ref visitor);
        }

        if (isManaged && description.Method.IsHandler)
        {
            // Called by its own method, or by the dispatcher of an exception, which knows the method's frame.
            _parent = !_image.IsManaged(caller.InstructionPointer - 1) ? ParentFrame.None : isTold ? ParentFrame.Told : ParentFrame.Untold;
            _handlerIsTold = isTold;
        }

        _calleeIsUnknown = !isTold;
        _frame = caller;
        _isExact = description.Layout.IsSignalFrame;
        return true;
    }

    private bool TryUndo(ulong instruction, out UnwindRegisters caller, out FrameDescription description)
    {
        caller = _frame;
        if (!_image.TryDescribe(instruction, out description))
        {
            return _isExact && _image.IsStub(instruction) && Epilogue.TryReturn(ref caller, _stack);
        }

        if (!_isExact || !description.IsCompiled)
        {
            return description.Layout.TryUndo(ref caller, _stack);
        }

        // The compiler does not describe how a frame is taken down, and not everywhere how it is built. Assembly describes both.
        AddressedBytes code = _image.Bytes;
        EpilogueResult built = Prologue.Undo(
            code.Slice(description.FunctionStart, (int)(_frame.InstructionPointer - description.FunctionStart)), description.Layout, ref caller, _stack);
        if (built != EpilogueResult.None)
        {
            return built == EpilogueResult.Undone;
        }

        switch (Epilogue.Undo(code.From(_frame.InstructionPointer), ref caller, _stack, out ulong target))
        {
            case EpilogueResult.Undone:
                return true;
            case EpilogueResult.Jump:
                bool isInside = _image.TryDescribe(target, out FrameDescription other) && other.FunctionStart == description.FunctionStart;
                return isInside ? description.Layout.TryUndo(ref caller, _stack) : Epilogue.TryReturn(ref caller, _stack);
            case EpilogueResult.None:
                return description.Layout.TryUndo(ref caller, _stack);
            default:
                return false;
        }
    }

    /// <returns>False when the compiler does not say where the frame's references are.</returns>
    private bool TryVisitManaged<TVisitor>(in MethodData method, ulong callerStackPointer, ParentFrame parent, ref TVisitor visitor)
        where TVisitor : struct, IRootVisitor
    {
        if (parent != ParentFrame.None || _isExact)
        {
            return parent == ParentFrame.Told;
        }

        GcSlotList slots = default;
        uint offset = (uint)(_frame.InstructionPointer - method.MethodStart);
        if (!GcInfo.TryRead(_image.Bytes, method.GcInfo, out GcInfo info) ||
            info.VisitLive(offset, withUntracked: !method.IsFilter, ref slots) != GcInfoResult.Complete ||
            slots.IsOverfull)
        {
            return false;
        }

        for (int index = 0; index < slots.Count; index++)
        {
            if (!TryReadSlot(slots[index], info.Header, callerStackPointer, out ulong word))
            {
                return false;
            }

            visitor.Visit(word);
        }

        if (_calleeIsUnknown)
        {
            // Arguments belong to the callee, which did not say where its references are.
            visitor.Visit(_stack.Between(_frame.StackPointer, _frame.StackPointer + info.Header.OutgoingBytes));
        }

        return true;
    }

    /// <returns>False when the slot is not in the stack. A register that calls do not keep is dead and reads as 0.</returns>
    private readonly bool TryReadSlot(in GcSlot slot, in GcInfoHeader header, ulong callerStackPointer, out ulong word)
    {
        ulong address = callerStackPointer;
        word = 0;
        switch (slot.Base)
        {
            case GcSlotBase.Register:
                _frame.TryGet(slot.Place, out word);
                return true;
            case GcSlotBase.StackPointer when slot.Place < header.OutgoingBytes:
                // The callee's.
                return true;
            case GcSlotBase.StackPointer:
                address = _frame.StackPointer;
                break;
            case GcSlotBase.FrameRegister when !_frame.TryGet(header.StackBaseRegister, out address):
                return false;
        }

        return _stack.TryRead(address + (ulong)slot.Place, out word);
    }

    private readonly void VisitAll<TVisitor>(ulong high, ref TVisitor visitor)
        where TVisitor : struct, IRootVisitor
    {
        Span<ulong> kept = stackalloc ulong[UnwindRegisters.KeptCount];
        _frame.CopyKept(kept);
        visitor.Visit(kept);
        visitor.Visit(_stack.Between(_frame.StackPointer, high));
    }
}
