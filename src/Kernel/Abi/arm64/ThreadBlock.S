// The base of the thread that runs: its thread block. TPIDR_EL0, which compiled code finds thread-local variables by, lies at a fixed distance above
// (ThreadPointerOffset); TPIDRRO_EL0, which only code at EL0 could not write, is this one.

        .include "Function.inc"

        .section .text.threadblock, "ax", @progbits
        function HermitThreadBlock
        mrs     x0, tpidrro_el0
        ret
        endfunction HermitThreadBlock

        .section .note.GNU-stack, "", @progbits
