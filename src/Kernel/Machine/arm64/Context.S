// Context switches. A thread that does not run has every register on its own stack, which is what lets the collector
// find references by scanning from the saved stack pointer to the stack's end.

        .include "Abi.inc"

        .set    SwitchBytes, 160
        .set    GeneralBytes, 256
        .set    SimdBytes, 16 + (32 * 16)          // FPSR and FPCR first
        .set    PreemptedBytes, GeneralBytes + SimdBytes
        .set    PlaceBytes, 16                  // PC and PSTATE, pushed by the interrupt handler (Interrupts.cs)

        .section .text.context, "ax", @progbits

// void HermitSwitchContext(nuint* savedStackPointer, nuint stackPointer, nuint threadBase)
// Interrupts are masked. Only what the procedure call standard makes the callee keep needs saving.
        .globl  HermitSwitchContext
        .type   HermitSwitchContext, @function
HermitSwitchContext:
        .cfi_startproc
        sub     sp, sp, #SwitchBytes
        .cfi_def_cfa_offset SwitchBytes
        stp     x19, x20, [sp]
        stp     x21, x22, [sp, #16]
        stp     x23, x24, [sp, #32]
        stp     x25, x26, [sp, #48]
        stp     x27, x28, [sp, #64]
        stp     x29, x30, [sp, #80]
        stp     d8, d9, [sp, #96]
        stp     d10, d11, [sp, #112]
        stp     d12, d13, [sp, #128]
        stp     d14, d15, [sp, #144]
        .irp    n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
        .cfi_offset \n, -SwitchBytes + ((\n - 19) * 8)
        .endr
        .irp    n, 72, 73, 74, 75, 76, 77, 78, 79
        .cfi_offset \n, -SwitchBytes + 96 + ((\n - 72) * 8)
        .endr
        mov     x9, sp
        str     x9, [x0]
        mov     sp, x1
        // From here until the thread base is set, a page fault would grow the stack of the wrong thread.
        msr     tpidrro_el0, x2
        add     x2, x2, #ThreadPointerOffset
        msr     tpidr_el0, x2
        ldp     x19, x20, [sp]
        ldp     x21, x22, [sp, #16]
        ldp     x23, x24, [sp, #32]
        ldp     x25, x26, [sp, #48]
        ldp     x27, x28, [sp, #64]
        ldp     x29, x30, [sp, #80]
        ldp     d8, d9, [sp, #96]
        ldp     d10, d11, [sp, #112]
        ldp     d12, d13, [sp, #128]
        ldp     d14, d15, [sp, #144]
        add     sp, sp, #SwitchBytes
        .cfi_def_cfa_offset 0
        ret
        .cfi_endproc
        .size   HermitSwitchContext, . - HermitSwitchContext

// The thread base := X2: where the thread's area is, and what thread-local variables are found by.
        .globl  HermitSetThreadBase
        .type   HermitSetThreadBase, @function
HermitSetThreadBase:
        .cfi_startproc
        msr     tpidrro_el0, x2
        add     x2, x2, #ThreadPointerOffset
        msr     tpidr_el0, x2
        ret
        .cfi_endproc
        .size   HermitSetThreadBase, . - HermitSetThreadBase

// Where a new thread begins: X19 is its entry, X20 its argument, interrupts are masked.
        .globl  HermitThreadStart
        .type   HermitThreadStart, @function
HermitThreadStart:
        .cfi_startproc
        .cfi_undefined x30
        mov     x29, xzr
        adrp    x21, HermitThreadHooks
        add     x21, x21, :lo12:HermitThreadHooks
        ldr     x1, [x21]
        blr     x1                              // releases the scheduler's lock
        msr     daifclr, #2
        mov     x0, x20
        blr     x19
        ldr     x1, [x21, #8]
        blr     x1
        brk     #0
        .cfi_endproc
        .size   HermitThreadStart, . - HermitThreadStart

// A preempted thread resumes here, on its own stack, with its PC and PSTATE pushed by the interrupt handler and interrupts masked. Saves the whole
// register state, lets the scheduler switch, and goes back.
        .globl  HermitPreempted
        .type   HermitPreempted, @function
HermitPreempted:
        .cfi_startproc simple
        .cfi_signal_frame
        .cfi_return_column 32
        .cfi_def_cfa sp, PlaceBytes
        .cfi_offset 32, -PlaceBytes
        sub     sp, sp, #PreemptedBytes
        .cfi_def_cfa_offset PreemptedBytes + PlaceBytes
        stp     x0, x1, [sp]
        stp     x2, x3, [sp, #16]
        stp     x4, x5, [sp, #32]
        stp     x6, x7, [sp, #48]
        stp     x8, x9, [sp, #64]
        stp     x10, x11, [sp, #80]
        stp     x12, x13, [sp, #96]
        stp     x14, x15, [sp, #112]
        stp     x16, x17, [sp, #128]
        stp     x18, x19, [sp, #144]
        stp     x20, x21, [sp, #160]
        stp     x22, x23, [sp, #176]
        stp     x24, x25, [sp, #192]
        stp     x26, x27, [sp, #208]
        stp     x28, x29, [sp, #224]
        str     x30, [sp, #240]
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
        .cfi_offset \n, -PreemptedBytes - PlaceBytes + (\n * 8)
        .endr
        add     x0, sp, #GeneralBytes
        stp     q0, q1, [x0, #16]
        stp     q2, q3, [x0, #48]
        stp     q4, q5, [x0, #80]
        stp     q6, q7, [x0, #112]
        stp     q8, q9, [x0, #144]
        stp     q10, q11, [x0, #176]
        stp     q12, q13, [x0, #208]
        stp     q14, q15, [x0, #240]
        stp     q16, q17, [x0, #272]
        stp     q18, q19, [x0, #304]
        stp     q20, q21, [x0, #336]
        stp     q22, q23, [x0, #368]
        stp     q24, q25, [x0, #400]
        stp     q26, q27, [x0, #432]
        stp     q28, q29, [x0, #464]
        stp     q30, q31, [x0, #496]
        mrs     x1, fpsr
        mrs     x2, fpcr
        stp     x1, x2, [x0]
        adrp    x1, HermitThreadHooks
        add     x1, x1, :lo12:HermitThreadHooks
        ldr     x1, [x1, #16]
        blr     x1
        add     x0, sp, #GeneralBytes
        ldp     q0, q1, [x0, #16]
        ldp     q2, q3, [x0, #48]
        ldp     q4, q5, [x0, #80]
        ldp     q6, q7, [x0, #112]
        ldp     q8, q9, [x0, #144]
        ldp     q10, q11, [x0, #176]
        ldp     q12, q13, [x0, #208]
        ldp     q14, q15, [x0, #240]
        ldp     q16, q17, [x0, #272]
        ldp     q18, q19, [x0, #304]
        ldp     q20, q21, [x0, #336]
        ldp     q22, q23, [x0, #368]
        ldp     q24, q25, [x0, #400]
        ldp     q26, q27, [x0, #432]
        ldp     q28, q29, [x0, #464]
        ldp     q30, q31, [x0, #496]
        ldp     x1, x2, [x0]
        msr     fpsr, x1
        msr     fpcr, x2
        ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
        ldp     x8, x9, [sp, #64]
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldp     x18, x19, [sp, #144]
        ldp     x20, x21, [sp, #160]
        ldp     x22, x23, [sp, #176]
        ldp     x24, x25, [sp, #192]
        ldp     x26, x27, [sp, #208]
        ldp     x28, x29, [sp, #224]
        ldr     x30, [sp, #240]
        // Interrupts stay masked, and all that is read below has been written above: nothing comes between these registers and the return.
        add     x0, sp, #PreemptedBytes
        ldp     x0, x1, [x0]
        msr     elr_el1, x0
        msr     spsr_el1, x1
        ldp     x0, x1, [sp]
        add     sp, sp, #(PreemptedBytes + PlaceBytes)
        .cfi_def_cfa_offset 0
        eret
        .cfi_endproc
        .size   HermitPreempted, . - HermitPreempted

        .section .data.context, "aw", @progbits
        .align  3
        .globl  HermitThreadHooks               // ThreadHooks.cs: a thread has started, has returned, makes way
HermitThreadHooks:
        .quad   0, 0, 0
        .section .note.GNU-stack, "", @progbits
