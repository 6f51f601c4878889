// Interrupt and exception entry (Intel SDM vol. 3, 6.14). All vectors run on IST stacks, so the interrupted thread's
// stack is neither trusted nor touched here; compiled C# uses SSE registers, so the caller-saved ones are kept.
// The order of the pushes is that of struct TrapFrame.

        .intel_syntax noprefix

        .set    VectorCount, 128                // Interrupts.VectorCount

        .section .text.interrupts, "ax", @progbits

        .globl  HermitVectors
        .align  16
HermitVectors:
        .set    vector, 0
        .rept   VectorCount
        .align  16
        // 8 #DF, 10-14 #TS #NP #SS #GP #PF, 17 #AC, 21 #CP, 29 #VC, 30 #SX push an error code themselves.
        .if     !(vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30)
        push    0
        .endif
        push    vector
        jmp     InterruptEntry
        .set    vector, vector + 1
        .endr

        .type   InterruptEntry, @function
InterruptEntry:
        .cfi_startproc simple
        .cfi_signal_frame
        .cfi_def_cfa rsp, 56
        .cfi_offset rip, -40
        .cfi_offset rsp, -16
        push    rax
        push    rcx
        push    rdx
        push    rbx
        push    rbp
        push    rsi
        push    rdi
        push    r8
        push    r9
        push    r10
        push    r11
        push    r12
        push    r13
        push    r14
        push    r15
        .cfi_def_cfa_offset 176
        .cfi_offset rax, -64
        .cfi_offset rcx, -72
        .cfi_offset rdx, -80
        .cfi_offset rbx, -88
        .cfi_offset rbp, -96
        .cfi_offset rsi, -104
        .cfi_offset rdi, -112
        .cfi_offset r8, -120
        .cfi_offset r9, -128
        .cfi_offset r10, -136
        .cfi_offset r11, -144
        .cfi_offset r12, -152
        .cfi_offset r13, -160
        .cfi_offset r14, -168
        .cfi_offset r15, -176
        mov     rbx, rsp
        .cfi_def_cfa_register rbx
        cld
        mov     rdi, rsp
        sub     rsp, 256
        and     rsp, -16
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        movaps  [rsp + \n * 16], xmm\n
        .endr
        call    HermitInterrupt
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        movaps  xmm\n, [rsp + \n * 16]
        .endr
        mov     rsp, rbx
        .cfi_def_cfa_register rsp
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     r11
        pop     r10
        pop     r9
        pop     r8
        pop     rdi
        pop     rsi
        pop     rbp
        pop     rbx
        pop     rdx
        pop     rcx
        pop     rax
        add     rsp, 16                         // vector, error code
        iretq
        .cfi_endproc
        .size   InterruptEntry, . - InterruptEntry
        .section .note.GNU-stack, "", @progbits
