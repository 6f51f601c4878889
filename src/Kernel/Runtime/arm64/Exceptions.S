// Exceptions at the level of registers: what a throw records, and how the funclets of a frame are run. Everything that can
// be said in C# is in Exceptions/*.cs; the dispatcher itself is System.Runtime.EH in the program's own CoreLib.
//
// No callee-saved register but the link register is changed before it is recorded, so the call frame information below lets a stack walk pass
// through a throw (it then sees the throwing frame) and through the call of a funclet (it then sees the dispatcher).

        .include "Function.inc"
        .include "Abi.inc"

        // What is in a field of ExInfo behind the kind: the pass.
        .set    FirstPass, 1 << 8

        // A throw's record: the ExInfo, and behind it the context, at a multiple of 16.
        .set    Context, (ExInfo_Size + 15) & ~15
        .set    ThrowRecordSize, Context + LimitedContext_Size

        .section .text.exceptions, "ax", @progbits

// The registers that survive calls, into or out of the UnwindRegisters at `at`; \pair is stp or ldp.
        .macro  movePairs pair, at
        \pair   x19, x20, [\at, UnwindRegisters_X19]
        \pair   x21, x22, [\at, UnwindRegisters_X21]
        \pair   x23, x24, [\at, UnwindRegisters_X23]
        \pair   x25, x26, [\at, UnwindRegisters_X25]
        \pair   x27, x28, [\at, UnwindRegisters_X27]
        \pair   d8, d9, [\at, UnwindRegisters_D8]
        \pair   d10, d11, [\at, UnwindRegisters_D10]
        \pair   d12, d13, [\at, UnwindRegisters_D12]
        \pair   d14, d15, [\at, UnwindRegisters_D14]
        .endm

// Makes room for a throw's record; X9: its context, in which all but the stack pointer and the instruction are.
        .macro  record
        mov     x10, sp
        sub     sp, sp, #ThrowRecordSize
        .cfi_adjust_cfa_offset ThrowRecordSize
        add     x9, sp, #Context
        stp     x29, x30, [x9]
        .cfi_rel_offset x30, Context + UnwindRegisters_Lr
        movePairs stp, x9
        .endm

// Fills the ExInfo at SP and makes it the thread's innermost. X2 is left with the one that was. Whoever throws is not in native code. X9: the context.
        .macro  linkExInfo kind
        str     xzr, [sp, ExInfo_Exception]
        mov     w10, \kind | FirstPass
        mov     w11, #NoClause
        stp     w10, w11, [sp, ExInfo_Kind]
        mrs     x10, tpidrro_el0
        ldr     x2, [x10, ThreadBlock_ExInfoHead]
        stp     x2, x9, [sp]                    // Previous, Context
        mov     x11, sp
        str     x11, [x10, ThreadBlock_ExInfoHead]
        str     xzr, [x10, ThreadBlock_TransitionFrame]
        .endm

// A call from managed code: records the caller as the frame that throws, and calls dispatch(X0, ExInfo*).
        .macro  throwFromCaller kind, dispatch, argument
        record
        stp     x10, x30, [x9, UnwindRegisters_Sp]
        linkExInfo \kind
        .ifnb   \argument
        mov     x0, \argument
        .endif
        mov     x1, sp
        bl      \dispatch
        .endm

// void RhpThrowEx(exception): does not return.
        function RhpThrowEx
        throwFromCaller ThrowKind, RhThrowEx
        .globl  HermitThrowReturn
HermitThrowReturn:
        brk     #0
        endfunction RhpThrowEx

// void RhpRethrow(): throws again what the innermost catch funclet of this thread caught. Does not return.
        function RhpRethrow
        throwFromCaller NoKind, RhRethrow, x2
        .globl  HermitRethrowReturn
HermitRethrowReturn:
        brk     #0
        endfunction RhpRethrow

// void RhpThrowHwEx(code, instruction): where the thread goes on after a hardware fault. SP and X30 are those of the frame that
// throws, which may not have saved its link register. Does not return.
        .globl  RhpThrowHwEx
        .type   RhpThrowHwEx, @function
        .p2align 4
RhpThrowHwEx:
        .cfi_startproc
        .cfi_signal_frame
        .cfi_return_column 32                   // the instruction pointer (AADWARF64, 4.1)
        .cfi_register 32, 1
        record
        stp     x10, x1, [x9, UnwindRegisters_Sp]
        .cfi_offset 32, UnwindRegisters_Pc - LimitedContext_Size
        linkExInfo HardwareFaultKind
        mov     x1, sp
        bl      RhThrowHwEx
        .globl  HermitThrowHwReturn
HermitThrowHwReturn:
        brk     #0
        endfunction RhpThrowHwEx

        // The callee-saved registers and two more words.
        .set    FuncletFrameSize, 176
        .set    FuncletArguments, 160

        .macro  save first, second, offset
        stp     \first, \second, [sp, #\offset]
        .cfi_rel_offset \first, \offset
        .cfi_rel_offset \second, \offset + 8
        .endm

        .macro  restore first, second, offset
        ldp     \first, \second, [sp, #\offset]
        .cfi_restore \first
        .cfi_restore \second
        .endm

        .macro  enter
        sub     sp, sp, #FuncletFrameSize
        .cfi_adjust_cfa_offset FuncletFrameSize
        save    x29, x30, 0
        save    x19, x20, 16
        save    x21, x22, 32
        save    x23, x24, 48
        save    x25, x26, 64
        save    x27, x28, 80
        save    d8, d9, 96
        save    d10, d11, 112
        save    d12, d13, 128
        save    d14, d15, 144
        .endm

        .macro  leave
        restore x19, x20, 16
        restore x21, x22, 32
        restore x23, x24, 48
        restore x25, x26, 64
        restore x27, x28, 80
        restore d8, d9, 96
        restore d10, d11, 112
        restore d12, d13, 128
        restore d14, d15, 144
        restore x29, x30, 0
        add     sp, sp, #FuncletFrameSize
        .cfi_adjust_cfa_offset -FuncletFrameSize
        ret
        .endm

// Gives the callee-saved registers the values that the frame of the RegisterDisplay at `display` has.
        .macro  loadFrame display
        ldr     x29, [\display, UnwindRegisters_Fp]
        movePairs ldp, \display
        .endm

// Sets or clears DoNotTriggerGc; \operation is orr or bic. May change X9 to X12.
        .macro  changeState operation
        mrs     x9, tpidrro_el0
        add     x9, x9, #ThreadBlock_StateFlags
        mov     w12, DoNotTriggerGc
8:      ldxr    w10, [x9]
        \operation w10, w10, w12
        stxr    w11, w10, [x9]
        cbnz    w11, 8b
        .endm

// void RhpCallCatchFunclet(exception, handler, RegisterDisplay*, ExInfo*): runs the handler in the frame that catches,
// drops every dispatch below that frame and goes on there, at the address that the handler gives. Does not return.
        function RhpCallCatchFunclet
        enter
        stp     x2, x3, [sp, #FuncletArguments]
        changeState bic
        loadFrame x2
        blr     x1
        .globl  HermitCatchReturn
HermitCatchReturn:
        ldp     x2, x3, [sp, #FuncletArguments]
        ldr     x2, [x2, RegisterDisplay_StackPointer]
1:      ldr     x3, [x3, ExInfo_Previous]
        cbz     x3, 2f
        cmp     x3, x2
        b.lo    1b
2:      mrs     x9, tpidrro_el0
        str     x3, [x9, ThreadBlock_ExInfoHead]
        mov     sp, x2
        // A thread that is stopped here already has the stack of the frame that catches; a walk that begins here looks at every word.
        .cfi_def_cfa sp, 0
        .cfi_register x30, x0
        br      x0
        endfunction RhpCallCatchFunclet

// void RhpCallFinallyFunclet(handler, RegisterDisplay*): runs a finally or fault handler in its frame.
        function RhpCallFinallyFunclet
        enter
        changeState bic
        loadFrame x1
        blr     x0
        .globl  HermitFinallyReturn
HermitFinallyReturn:
        changeState orr
        leave
        endfunction RhpCallFinallyFunclet

// bool RhpCallFilterFunclet(exception, filter, RegisterDisplay*): asks a filter whether its handler takes the exception.
        function RhpCallFilterFunclet
        enter
        loadFrame x2
        blr     x1
        .globl  HermitFilterReturn
HermitFilterReturn:
        leave
        endfunction RhpCallFilterFunclet

// Calls worker(X0, X1, X2, UnwindRegisters*) with the registers of our caller's frame.
        .macro  callWithRegisters worker
        sub     sp, sp, #UnwindRegisters_Size
        .cfi_adjust_cfa_offset UnwindRegisters_Size
        stp     x29, x30, [sp]
        .cfi_rel_offset x29, UnwindRegisters_Fp
        .cfi_rel_offset x30, UnwindRegisters_Lr
        mov     x3, sp
        movePairs stp, x3
        add     x9, sp, #UnwindRegisters_Size
        stp     x9, x30, [x3, UnwindRegisters_Sp]
        bl      \worker
        ldp     x29, x30, [sp]
        add     sp, sp, #UnwindRegisters_Size
        .cfi_adjust_cfa_offset -UnwindRegisters_Size
        .cfi_restore x29
        .cfi_restore x30
        ret
        .endm

// int RhpGetCurrentThreadStackTrace(nint* output, uint length, nuint addressInCurrentFrame)
        function RhpGetCurrentThreadStackTrace
        callWithRegisters HermitCollectStackTrace
        endfunction RhpGetCurrentThreadStackTrace

// void HermitWriteCurrentStackTrace(write): HermitWriteStackTrace for the caller's frame and those above it
        function HermitWriteCurrentStackTrace
        callWithRegisters HermitWriteStackTrace
        endfunction HermitWriteCurrentStackTrace

// Where a P/Invoke goes whose function the kernel does not have: the linker's stub for it put a text in X0
// and jumped here, so the link register is still that of the P/Invoke. The worker gives the exception to throw there.
        function HermitMissingEntryPoint
        stp     x29, x30, [sp, #-16]!
        .cfi_adjust_cfa_offset 16
        .cfi_rel_offset x29, 0
        .cfi_rel_offset x30, 8
        bl      HermitMakeMissingEntryPoint
        ldp     x29, x30, [sp], #16
        .cfi_adjust_cfa_offset -16
        .cfi_restore x29
        .cfi_restore x30
        b       RhpThrowEx
        endfunction HermitMissingEntryPoint

        .section .note.GNU-stack, "", @progbits
