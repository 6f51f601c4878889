// Where another CPU starts (PSCI CPU_ON, Arm DEN 0022): with the MMU off and interrupts masked, at EL1 or EL2.

        .section .text.processors, "ax", @progbits
        .globl  HermitProcessorEntry
        .type   HermitProcessorEntry, @function
HermitProcessorEntry:
        .cfi_startproc
        .cfi_undefined x30
        bl      HermitEnterEl1                  // Boot.S
        bl      HermitSetTranslation
        adrp    x19, HermitProcessorStart
        add     x19, x19, :lo12:HermitProcessorStart
        ldp     x0, x20, [x19]
        orr     x0, x0, #(1 << 48)              // as HermitLoadPageTable
        bl      HermitUseTranslation
        msr     spsel, #0
        mov     sp, x20
        mov     x29, xzr
        ldr     x1, [x19, #16]
        blr     x1
        brk     #0
        .cfi_endproc
        .size   HermitProcessorEntry, . - HermitProcessorEntry

        .section .data.processors, "aw", @progbits
        .align  3
        .globl  HermitProcessorStart            // ApplicationProcessors.cs: page table, stack, what to call
HermitProcessorStart:
        .quad   0, 0, 0
        .section .note.GNU-stack, "", @progbits
