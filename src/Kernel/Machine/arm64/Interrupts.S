// Exception entry (Arm ARM, D1.3.1.5). All but handlers run with SP_EL0; an exception changes to SP_EL1, which is the top of the handler stack then, so
// the interrupted thread's stack is neither trusted nor touched here. An exception in a handler begins anew at the top of another stack.
// Compiled C# uses the SIMD registers, so they are kept.

        .include "Abi.inc"

        .set    TrapBytes, 0x120                // TrapRegisters.cs
        .set    TrapSp, 31 * 8
        .set    TrapPc, 32 * 8
        .set    TrapPstate, 33 * 8
        .set    TrapVector, 34 * 8
        .set    SimdBytes, 16 + (32 * 16)          // FPSR and FPCR first

        .set    BlockNestedStack, 40            // CpuBlock.cs
        .set    BlockKept, 48
        .set    BlockInterrupted, 56

        .section .text.interrupts, "ax", @progbits

// From a thread: vector 0 is a synchronous exception, 1 an interrupt, 2 a fast one, 3 a system error.
        .macro  vector number
        .p2align 7
        sub     sp, sp, #TrapBytes
        stp     x0, x1, [sp]
        mrs     x0, sp_el0
        mov     x1, #\number
        b       InterruptEntry
        .endm

// The same from a handler, 4 more. TPIDR_EL0 can be made again from TPIDRRO_EL0.
        .macro  nested number
        .p2align 7
        msr     tpidr_el0, x0
        mrs     x0, tpidr_el1
        cbz     x0, 1f
        str     x1, [x0, #BlockKept]
        mov     x1, sp
        str     x1, [x0, #BlockInterrupted]
        ldr     x1, [x0, #BlockNestedStack]
        mov     sp, x1
        sub     sp, sp, #TrapBytes
        ldr     x1, [x0, #BlockKept]
        mrs     x0, tpidr_el0
        stp     x0, x1, [sp]
        mrs     x0, tpidr_el1
        ldr     x0, [x0, #BlockInterrupted]
        mov     x1, #\number
        b       InterruptEntry
1:      b       HermitBootFault
        .endm

        .macro  never
        .p2align 7
        b       .
        .endm

        .globl  HermitVectors
        .p2align 11
HermitVectors:
        .irp    number, 0, 1, 2, 3
        vector  \number
        .endr
        .irp    number, 4, 5, 6, 7
        nested  \number
        .endr
        .rept   8
        never
        .endr

// X0 is the stack pointer before, X1 the vector.
        .p2align 7
        .type   InterruptEntry, @function
InterruptEntry:
        .cfi_startproc simple
        .cfi_signal_frame
        .cfi_return_column 32
        .cfi_def_cfa sp, TrapBytes
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
        stp     x30, x0, [sp, #240]
        mrs     x2, elr_el1
        mrs     x3, spsr_el1
        stp     x2, x3, [sp, #TrapPc]
        mrs     x2, esr_el1
        stp     x1, x2, [sp, #TrapVector]
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
        .cfi_offset \n, -TrapBytes + (\n * 8)
        .endr
        .cfi_offset 31, -TrapBytes + TrapSp
        .cfi_offset 32, -TrapBytes + TrapPc
        mov     x19, sp
        .cfi_def_cfa x19, TrapBytes
        mov     x0, sp
        mov     x29, xzr
        sub     sp, sp, #SimdBytes
        stp     q0, q1, [sp, #16]
        stp     q2, q3, [sp, #48]
        stp     q4, q5, [sp, #80]
        stp     q6, q7, [sp, #112]
        stp     q8, q9, [sp, #144]
        stp     q10, q11, [sp, #176]
        stp     q12, q13, [sp, #208]
        stp     q14, q15, [sp, #240]
        stp     q16, q17, [sp, #272]
        stp     q18, q19, [sp, #304]
        stp     q20, q21, [sp, #336]
        stp     q22, q23, [sp, #368]
        stp     q24, q25, [sp, #400]
        stp     q26, q27, [sp, #432]
        stp     q28, q29, [sp, #464]
        stp     q30, q31, [sp, #496]
        mrs     x2, fpsr
        mrs     x3, fpcr
        stp     x2, x3, [sp]
        cmp     x1, #2                          // of a thread's own, or an interrupt
        b.hs    1f
        msr     daifclr, #1                     // a fast interrupt is an exception in its handler
1:      bl      HermitInterrupt
        msr     daifset, #1
        ldp     x2, x3, [sp]
        msr     fpsr, x2
        msr     fpcr, x3
        ldp     q0, q1, [sp, #16]
        ldp     q2, q3, [sp, #48]
        ldp     q4, q5, [sp, #80]
        ldp     q6, q7, [sp, #112]
        ldp     q8, q9, [sp, #144]
        ldp     q10, q11, [sp, #176]
        ldp     q12, q13, [sp, #208]
        ldp     q14, q15, [sp, #240]
        ldp     q16, q17, [sp, #272]
        ldp     q18, q19, [sp, #304]
        ldp     q20, q21, [sp, #336]
        ldp     q22, q23, [sp, #368]
        ldp     q24, q25, [sp, #400]
        ldp     q26, q27, [sp, #432]
        ldp     q28, q29, [sp, #464]
        ldp     q30, q31, [sp, #496]
        mov     x0, x19
        .cfi_def_cfa x0, TrapBytes
        ldp     x2, x3, [x0, #TrapPc]
        msr     elr_el1, x2
        msr     spsr_el1, x3
        ldr     x1, [x0, #TrapSp]
        tbnz    w3, #0, 1f                      // back to a handler, at EL1h
        msr     sp_el0, x1
        add     sp, x0, #TrapBytes
        b       2f
1:      mov     sp, x1
        mrs     x1, tpidrro_el0
        add     x1, x1, #ThreadPointerOffset
        msr     tpidr_el0, x1
2:      ldp     x2, x3, [x0, #16]
        ldp     x4, x5, [x0, #32]
        ldp     x6, x7, [x0, #48]
        ldp     x8, x9, [x0, #64]
        ldp     x10, x11, [x0, #80]
        ldp     x12, x13, [x0, #96]
        ldp     x14, x15, [x0, #112]
        ldp     x16, x17, [x0, #128]
        ldp     x18, x19, [x0, #144]
        ldp     x20, x21, [x0, #160]
        ldp     x22, x23, [x0, #176]
        ldp     x24, x25, [x0, #192]
        ldp     x26, x27, [x0, #208]
        ldp     x28, x29, [x0, #224]
        ldr     x30, [x0, #240]
        ldp     x0, x1, [x0]
        eret
        .cfi_endproc
        .size   InterruptEntry, . - InterruptEntry
        .section .note.GNU-stack, "", @progbits
