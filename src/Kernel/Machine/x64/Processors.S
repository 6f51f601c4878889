// Where an application processor starts (Intel SDM vol. 3, 8.4.4): a startup interrupt lets it run the code between HermitProcessorStub and
// HermitProcessorStubEnd in real mode, from a copy in a page below 1 MiB, at offset 0 of its code segment. Everything behind is in the image.

        .intel_syntax noprefix

        .section .rodata.processors, "a", @progbits
        .code16
        .globl  HermitProcessorStub
HermitProcessorStub:
        cli
        cld
        mov     ax, cs
        mov     ds, ax
        .byte   0x66, 0x0F, 0x01, 0x16          // LGDT with a base of 32 bits, of the copy
        .word   StubDescriptorPointer - HermitProcessorStub
        mov     eax, cr0
        or      eax, 1                          // PE
        mov     cr0, eax
        .byte   0x66, 0xEA                      // far JMP to 32 bits
        .long   ProcessorEntry32
        .word   0x18
        .align  4
StubDescriptorPointer:
        .word   4 * 8 - 1
        .long   HermitBootDescriptors
        .globl  HermitProcessorStubEnd
HermitProcessorStubEnd:

        .section .text.processors, "ax", @progbits
        .code32
        .type   ProcessorEntry32, @function
ProcessorEntry32:
        mov     eax, 0x10
        mov     ds, eax
        mov     es, eax
        mov     ss, eax
        mov     esi, offset ProcessorEntry64
        jmp     HermitTurnLongModeOn            // Boot.S
        .size   ProcessorEntry32, . - ProcessorEntry32

// The boot page tables map the image; the stack may be anywhere in RAM.
        .code64
        .type   ProcessorEntry64, @function
ProcessorEntry64:
        .cfi_startproc
        .cfi_undefined rip
        mov     rax, [rip + HermitProcessorStart]
        mov     cr3, rax
        mov     rsp, [rip + HermitProcessorStart + 8]
        xor     ebp, ebp
        call    [rip + HermitProcessorStart + 16]
        ud2
        .cfi_endproc
        .size   ProcessorEntry64, . - ProcessorEntry64

        .section .data.processors, "aw", @progbits
        .align  8
        .globl  HermitProcessorStart            // ApplicationProcessors.cs: page table, stack, what to call
HermitProcessorStart:
        .quad   0, 0, 0
        .section .note.GNU-stack, "", @progbits
