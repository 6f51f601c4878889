// What locks need of the processor: each function is a few instructions. Where a CPU keeps its own data is Machine's (CpuBlock.cs).

        .include "Function.inc"

        .section .text.processor, "ax", @progbits

// 1 when they were on.
        function HermitInterruptsSaveAndDisable
        mrs     x0, daif
        msr     daifset, #2
        ubfx    x0, x0, #7, #1
        eor     x0, x0, #1
        ret
        endfunction HermitInterruptsSaveAndDisable

        function HermitInterruptsRestore
        cbz     w0, 1f
        msr     daifclr, #2
1:      ret
        endfunction HermitInterruptsRestore

        function HermitInterruptsEnabled
        mrs     x0, daif
        ubfx    x0, x0, #7, #1
        eor     x0, x0, #1
        ret
        endfunction HermitInterruptsEnabled

        function HermitPause
        yield
        ret
        endfunction HermitPause

// The number is stable only for whoever cannot be moved to another CPU, who therefore may take two instructions for it.
        function HermitCpuIndex
        mrs     x0, tpidr_el1
        ldr     w0, [x0, #8]
        ret
        endfunction HermitCpuIndex

// How deep in interrupt handlers this CPU is, for the checks of locks (CpuBlock.InterruptDepth). A thread could be moved to another CPU between
// finding the block and reading it, and would read that of a CPU that is in a handler, so interrupts are masked.
        function HermitInInterrupt
        mrs     x1, daif
        msr     daifset, #2
        mrs     x0, tpidr_el1
        ldr     w0, [x0, #20]
        msr     daif, x1
        ret
        endfunction HermitInInterrupt

// Which thread runs, for the checks of locks: its thread base, or 1 before there is one.
        function HermitContextId
        mrs     x0, tpidrro_el0
        cmp     x0, #0
        cinc    x0, x0, eq
        ret
        endfunction HermitContextId

        .section .note.GNU-stack, "", @progbits
