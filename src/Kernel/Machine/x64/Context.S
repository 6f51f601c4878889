// Context switches. A thread that does not run has every register on its own stack, which is what lets the collector
// find references by scanning from the saved stack pointer to the stack's end.

        .intel_syntax noprefix
        .section .text.context, "ax", @progbits

// void HermitSwitchContext(nuint* savedStackPointer, nuint stackPointer, nuint threadBase)
// Interrupts are masked. Only what the System V ABI makes the callee keep needs saving.
        .globl  HermitSwitchContext
        .type   HermitSwitchContext, @function
HermitSwitchContext:
        .cfi_startproc
        push    rbp
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset rbp, 0
        push    rbx
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset rbx, 0
        push    r12
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r12, 0
        push    r13
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r13, 0
        push    r14
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r14, 0
        push    r15
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r15, 0
        sub     rsp, 8
        .cfi_adjust_cfa_offset 8
        stmxcsr [rsp]
        fnstcw  [rsp + 4]
        test    [rsp - 8], eax                  // the next call on this stack must not fault: see below
        mov     [rdi], rsp
        mov     rsp, rsi
        // From here until the thread base is set, a page fault would grow the stack of the wrong thread.
        call    HermitSetThreadBase             // takes RDX
        ldmxcsr [rsp]
        fldcw   [rsp + 4]
        add     rsp, 8
        .cfi_adjust_cfa_offset -8
        pop     r15
        .cfi_adjust_cfa_offset -8
        .cfi_restore r15
        pop     r14
        .cfi_adjust_cfa_offset -8
        .cfi_restore r14
        pop     r13
        .cfi_adjust_cfa_offset -8
        .cfi_restore r13
        pop     r12
        .cfi_adjust_cfa_offset -8
        .cfi_restore r12
        pop     rbx
        .cfi_adjust_cfa_offset -8
        .cfi_restore rbx
        pop     rbp
        .cfi_adjust_cfa_offset -8
        .cfi_restore rbp
        ret
        .cfi_endproc
        .size   HermitSwitchContext, . - HermitSwitchContext

// FS base := RDX. Keeps every register but RAX, RCX and R11.
        .globl  HermitSetThreadBase
        .type   HermitSetThreadBase, @function
HermitSetThreadBase:
        .cfi_startproc
        cmp     byte ptr [rip + HermitHasFsGsBase], 0
        je      1f
        wrfsbase rdx
        ret
1:      mov     r11, rdx
        mov     eax, edx
        shr     rdx, 32
        mov     ecx, 0xC0000100                 // IA32_FS_BASE
        wrmsr
        mov     rdx, r11
        ret
        .cfi_endproc
        .size   HermitSetThreadBase, . - HermitSetThreadBase

// Where a new thread begins: R12 is its entry, R13 its argument, interrupts are masked.
        .globl  HermitThreadStart
        .type   HermitThreadStart, @function
HermitThreadStart:
        .cfi_startproc
        .cfi_undefined rip
        xor     ebp, ebp
        call    [rip + HermitThreadHooks]       // releases the scheduler's lock
        sti
        mov     rdi, r13
        call    r12
        call    [rip + HermitThreadHooks + 8]
        ud2
        .cfi_endproc
        .size   HermitThreadStart, . - HermitThreadStart

// A preempted thread resumes here, on its own stack, with its RIP and RFLAGS pushed by the interrupt handler and
// interrupts masked. Saves the whole register state, lets the scheduler switch, and goes back.
        .globl  HermitPreempted
        .type   HermitPreempted, @function
HermitPreempted:
        .cfi_startproc simple
        .cfi_signal_frame
        .cfi_def_cfa rsp, 16
        .cfi_offset rip, -8
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
        .cfi_def_cfa_offset 136
        .cfi_offset rbx, -48
        .cfi_offset rbp, -56
        .cfi_offset r12, -112
        .cfi_offset r13, -120
        .cfi_offset r14, -128
        .cfi_offset r15, -136
        mov     rbp, rsp
        .cfi_def_cfa_register rbp
        cld
        mov     ecx, [rip + HermitExtendedStateSize]
        sub     rsp, rcx
        and     rsp, -64
        cmp     byte ptr [rip + HermitHasXSave], 0
        je      1f
        // The XSAVE header (64 bytes at offset 512) must be zero (SDM vol. 1, 13.4.2).
        xor     eax, eax
        .irp    n, 0, 8, 16, 24, 32, 40, 48, 56
        mov     [rsp + 512 + \n], rax
        .endr
        mov     eax, -1
        mov     edx, -1
        xsave   [rsp]
        call    [rip + HermitThreadHooks + 16]
        mov     eax, -1
        mov     edx, -1
        xrstor  [rsp]
        jmp     2f
1:      fxsave  [rsp]
        call    [rip + HermitThreadHooks + 16]
        fxrstor [rsp]
2:      mov     rsp, rbp
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
        popfq
        // Interrupts are on again: a thread that is stopped here is unwound by this.
        .cfi_def_cfa_offset 8
        .cfi_restore rbx
        .cfi_restore rbp
        .cfi_restore r12
        .cfi_restore r13
        .cfi_restore r14
        .cfi_restore r15
        ret
        .cfi_endproc
        .size   HermitPreempted, . - HermitPreempted

        .section .data.context, "aw", @progbits
        .align  8
        .globl  HermitThreadHooks               // ThreadHooks.cs: a thread has started, has returned, makes way
HermitThreadHooks:
        .quad   0, 0, 0
        .globl  HermitHasFsGsBase
HermitHasFsGsBase:
        .byte   0
        .globl  HermitHasXSave
HermitHasXSave:
        .byte   0
        .globl  HermitHasFusedMultiplyAdd       // for Border's Rounding.S
HermitHasFusedMultiplyAdd:
        .byte   0
        .align  4
        .globl  HermitExtendedStateSize
HermitExtendedStateSize:
        .long   512
        .section .note.GNU-stack, "", @progbits
