// Entry from firmware: PVH (Xen x86/HVM direct boot ABI). The machine is in 32-bit protected mode with paging off, flat segments and the
// address of hvm_start_info in EBX.

        .intel_syntax noprefix

        .section .note.Xen, "a", @note
        .align  4
        .long   4                       // name size
        .long   8                       // descriptor size
        .long   18                      // XEN_ELFNOTE_PHYS32_ENTRY
        .asciz  "Xen"
        .quad   HermitEntry32

        .section .text.entry, "ax", @progbits
        .code32
        .globl  HermitEntry32
        .type   HermitEntry32, @function
HermitEntry32:
        cld
        cli
        mov     edi, offset HermitStart         // Startup.cs
        jmp     HermitBoot
        .size   HermitEntry32, . - HermitEntry32
        .section .note.GNU-stack, "", @progbits
