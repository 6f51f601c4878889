// The way between managed and kernel code, and other helpers whose callers expect them not to be ordinary functions.

        .include "Function.inc"
        .include "Abi.inc"

        .section .text.transitions, "ax", @progbits

        // PTFF_SAVE_SP
        .set    SavesStackPointer, 0x400

// void RhpPInvoke(PInvokeTransitionFrame*): frame pointer, return address, thread, flags, stack pointer of the caller.
        function RhpPInvoke
        mrs     x9, tpidrro_el0
        stp     x29, x30, [x0]
        mov     w10, SavesStackPointer
        stp     x9, x10, [x0, #16]
        mov     x10, sp
        str     x10, [x0, #32]
        str     x0, [x9, ThreadBlock_TransitionFrame]
        ret
        endfunction RhpPInvoke

// void RhpPInvokeReturn(PInvokeTransitionFrame*)
        function RhpPInvokeReturn
        mrs     x9, tpidrro_el0
        str     xzr, [x9, ThreadBlock_TransitionFrame]
        ret
        endfunction RhpPInvokeReturn

// void RhpReversePInvoke(ReversePInvokeFrame*): the transition frame that was in force, thread.
        function RhpReversePInvoke
        mrs     x9, tpidrro_el0
        ldr     x10, [x9, ThreadBlock_TransitionFrame]
        stp     x10, x9, [x0]
        str     xzr, [x9, ThreadBlock_TransitionFrame]
        ret
        endfunction RhpReversePInvoke

// void RhpReversePInvokeReturn(ReversePInvokeFrame*)
        function RhpReversePInvokeReturn
        mrs     x9, tpidrro_el0
        ldr     x10, [x0]
        str     x10, [x9, ThreadBlock_TransitionFrame]
        ret
        endfunction RhpReversePInvokeReturn

// A thread can be stopped at any instruction, so there is nothing to poll for.
        function RhpGcPoll
        ret
        endfunction RhpGcPoll

// Where every interop thunk goes, with the address of its data in X16: a context, which the target reads back, and the target.
        function HermitInteropThunk
        mrs     x9, tpidrro_el0
        ldp     x10, x16, [x16]
        str     x10, [x9, ThreadBlock_ThunkContext]
        br      x16
        endfunction HermitInteropThunk

        function RhGetCommonStubAddress
        adrp    x0, HermitInteropThunk
        add     x0, x0, :lo12:HermitInteropThunk
        ret
        endfunction RhGetCommonStubAddress

        function RhGetCurrentThunkContext
        mrs     x9, tpidrro_el0
        ldr     x0, [x9, ThreadBlock_ThunkContext]
        ret
        endfunction RhGetCurrentThunkContext

        .section .data.transitions, "aw", @progbits
        .p2align 3
// Read by compiled code before it polls: never set.
        .globl  RhpTrapThreads
RhpTrapThreads:
        .word   0
        .word   0
        .section .note.GNU-stack, "", @progbits
