// The base of the thread that runs: its thread block. TPIDR_EL0, which compiled code finds thread-local variables by, lies at a fixed distance above
// (ThreadPointerOffset); TPIDRRO_EL0, which only code at EL0 could not write, is this one.

        .section .text.threadblock, "ax", @progbits

        .globl  HermitThreadBlock
        .type   HermitThreadBlock, @function
        .p2align 3
HermitThreadBlock:
        .cfi_startproc
        mrs     x0, tpidrro_el0
        ret
        .cfi_endproc
        .size   HermitThreadBlock, . - HermitThreadBlock

        .section .note.GNU-stack, "", @progbits
