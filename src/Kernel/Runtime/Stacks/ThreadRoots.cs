using System;
using System.Runtime.InteropServices;
using Hermit.Abi;
using Hermit.Runtime.Threads;
using Hermit.Unwinding;

namespace Hermit.Runtime.Stacks;

/// <summary>What the collector reads of a thread's block.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct ThreadRoots
{
    [FieldOffset(ThreadBlockPlaces.TransitionFrame)]
    private readonly ulong _transitionFrame;

    [FieldOffset(ThreadBlockPlaces.InlinedRoots)]
    private readonly nuint _inlinedStatics;

    [FieldOffset(ThreadBlockPlaces.Storage)]
    private readonly ulong _statics;

    [FieldOffset(ThreadBlockPlaces.CollectorStack)]
    private readonly ulong _collectorStack;

    [FieldOffset(ThreadBlockPlaces.Registrations)]
    private nuint _registrations;

    /// <summary>Where a helper that may collect saved the registers of its caller; 0 outside of one.</summary>
    public readonly nuint CollectorStack => (nuint)_collectorStack;

    /// <summary>
    /// Finds the registers from which the thread's frames are walked. In a helper that may collect, and in native code, they are those of
    /// the program's frame that called it: what the kernel has on the stack below is no concern of the collector. Elsewhere they are
    /// those that were saved when the thread stopped.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="stackPointer">Where a thread that does not run saved its registers.</param>
    /// <param name="registers">The registers.</param>
    public readonly bool TryGetStart(StackWords stack, ulong stackPointer, out UnwindRegisters registers)
    {
        if (_collectorStack != 0)
        {
            return UnwindRegisters.TryReadSpilled(stack, _collectorStack, out registers);
        }

        return _transitionFrame != 0
            ? UnwindRegisters.TryReadTransition(stack, _transitionFrame, out registers)
            : UnwindRegisters.TryReadSaved(stack, stackPointer, out registers);
    }

    /// <summary>Adds places that hold references; they are on the thread's stack.</summary>
    /// <remarks>Safety: the registration lives until it is removed.</remarks>
    [RequiresUnsafe]
    public unsafe void Register(ReferenceRegistration* registration)
    {
        // SAFETY: the caller owns it.
        registration->Next = _registrations;
        _registrations = (nuint)registration;
    }

    /// <summary>Removes the places that were added last.</summary>
    /// <remarks>Safety: it is the last registration that was not removed.</remarks>
    [RequiresUnsafe]
    public unsafe void Unregister(ReferenceRegistration* registration)
    {
        // SAFETY: the caller owns it.
        _registrations = registration->Next;
    }

    /// <summary>Shows <paramref name="visitor"/> the objects that hold the thread's statics: one for each module, and one for all that are not inlined.</summary>
    public readonly void VisitStatics<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IRootVisitor
    {
        visitor.Visit(_statics);

        // SAFETY: the roots are variables in the thread's storage, which lives as long as the thread.
        unsafe
        {
            for (InlinedThreadStaticRoot* root = (InlinedThreadStaticRoot*)_inlinedStatics; root != null; root = (InlinedThreadStaticRoot*)root->Next)
            {
                visitor.Visit((ulong)root->Base);
            }
        }
    }

    /// <summary>Shows <paramref name="visitor"/> the places that were registered, and the object that the thread has just been given.</summary>
    public readonly void VisitPlaces<TVisitor>(StackWords stack, ref TVisitor visitor)
        where TVisitor : struct, IRootVisitor
    {
        if (stack.TryRead(_collectorStack, out ulong created))
        {
            visitor.Visit(created);
        }

        // SAFETY: registrations and the places they name live on the thread's stack until they are removed.
        unsafe
        {
            for (ReferenceRegistration* entry = (ReferenceRegistration*)_registrations; entry != null; entry = (ReferenceRegistration*)entry->Next)
            {
                visitor.Visit(new ReadOnlySpan<ulong>((void*)entry->Places, (int)entry->Count));
            }
        }
    }
}
