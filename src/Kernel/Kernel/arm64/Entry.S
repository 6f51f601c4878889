// Entry from a boot loader: by the Linux boot protocol (Documentation/arch/arm64/booting.rst), with the address of the device tree in X0, or as an ELF
// file, with nothing in it. The MMU is off and interrupts are masked, at EL1 or EL2.

        .section .text.entry, "ax", @progbits
        .globl  HermitEntry
        .type   HermitEntry, @function
HermitEntry:
        adrp    x19, HermitStart                // Startup.cs
        add     x19, x19, :lo12:HermitStart
        b       HermitBoot
        .size   HermitEntry, . - HermitEntry
        .section .note.GNU-stack, "", @progbits
