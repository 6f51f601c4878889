using System;
using System.Runtime;
using System.Threading;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The entry points that the dispatcher in the program's core library (<c>System.Runtime.EH</c>, <c>InternalCalls</c> of .NET 10)
/// calls. None of them blocks or allocates.
/// </summary>
internal static class ExceptionExports
{
    /// <summary>Starts a walk at the frame with the registers in <paramref name="context"/>; false when there is nothing to walk.</summary>
    [RuntimeExport("RhpSfiInit")]
    private static unsafe bool InitializeIterator(StackFrameIterator* iterator, UnwindRegisters* context, byte instructionFault, byte* intercepted)
    {
        // SAFETY: the dispatcher passes storage of its own; only the context and the last pointer may be null.
        unsafe
        {
            if (intercepted != null)
            {
                *intercepted = 0;
            }

            return context != null && iterator->Start(*context, instructionFault != 0);
        }
    }

    /// <summary>Goes to the next frame; false when there is none.</summary>
    [RuntimeExport("RhpSfiNext")]
    private static unsafe bool AdvanceIterator(StackFrameIterator* iterator, uint* collidedClause, byte* leftManagedCode, byte* intercepted)
    {
        // SAFETY: the dispatcher passes storage of its own; the last three pointers may be null.
        unsafe
        {
            bool found = iterator->Next(out uint clause, out bool left);
            if (collidedClause != null)
            {
                *collidedClause = clause;
            }

            if (leftManagedCode != null)
            {
                *leftManagedCode = left ? (byte)1 : (byte)0;
            }

            if (intercepted != null)
            {
                *intercepted = 0;
            }

            return found;
        }
    }

    /// <summary>Starts enumerating the clauses of the method that the iterator is in; false when it has none.</summary>
    [RuntimeExport("RhpEHEnumInitFromStackFrameIterator")]
    private static unsafe bool InitializeClauses(StackFrameIterator* iterator, MethodRegion* region, ExceptionClauseReader* reader)
    {
        // SAFETY: the dispatcher passes storage of its own, of the size of these structs.
        unsafe
        {
            ref readonly MethodData method = ref iterator->Description.Method;
            *region = default;
            region->HotStart = method.MethodStart;
            return method.Clauses != 0 && ExceptionClauseReader.TryStart(ImageMap.Current.Image, method, out *reader);
        }
    }

    /// <summary>Gives the next clause; false when there is none.</summary>
    [RuntimeExport("RhpEHEnumNext")]
    private static unsafe bool AdvanceClauses(ExceptionClauseReader* reader, ExceptionClause* clause)
    {
        // SAFETY: the dispatcher passes storage of its own, of the size of these structs.
        unsafe
        {
            return reader->TryReadNext(ImageMap.Current.Image, out *clause);
        }
    }

    /// <summary>Gives a function of the core library that owns the code at an address. There is one core library.</summary>
    [RuntimeExport("RhpGetClasslibFunctionFromCodeAddress")]
    private static nint GetClasslibFunctionFromCodeAddress(nint address, uint function) => ImageMap.Current.GetClasslibFunction(function);

    /// <summary>Gives a function of the core library that owns a type. There is one core library.</summary>
    [RuntimeExport("RhpGetClasslibFunctionFromEEType")]
    private static nint GetClasslibFunctionFromType(nint type, uint function) => ImageMap.Current.GetClasslibFunction(function);

    /// <summary>Thread.Abort does not exist in .NET 10, so there never is an exception for it.</summary>
    [RuntimeExport("RhpGetThreadAbortException")]
    private static nint GetThreadAbortException() => 0;

    /// <summary>Begins the phase in which handlers of one exception run one after the other; each handler ends and resumes it.</summary>
    [RuntimeExport("RhpSetThreadDoNotTriggerGC")]
    private static void SetDoNotTriggerGc() =>
        Interlocked.Or(ref ThreadExceptionState.Current.StateFlags, ThreadExceptionState.DoNotTriggerGc);

    /// <summary>Gives the start of the method whose code, or whose funclet's code, is at an address; 0 when it is not managed.</summary>
    [RuntimeExport("RhFindMethodStartAddress")]
    private static nint FindMethodStart(nint address)
    {
        bool found = ImageMap.Current.IsManaged((ulong)address);
        return found && FrameTable.TryDescribe((ulong)address, out FrameDescription description) ? (nint)description.Method.MethodStart : 0;
    }

    /// <summary>Gives the bounds of the current thread's stack.</summary>
    [RuntimeExport("RhGetCurrentThreadStackBounds")]
    private static unsafe void GetStackBounds(ulong* low, ulong* high)
    {
        // SAFETY: the caller passes the addresses of two of its variables.
        unsafe
        {
            ref ThreadExceptionState state = ref ThreadExceptionState.Current;
            *low = state.StackLow;
            *high = state.StackHigh;
        }
    }
}
