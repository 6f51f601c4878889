// The way between managed and kernel code, and other helpers whose callers expect them not to be ordinary functions.

        .intel_syntax noprefix
        .include "Function.inc"
        .include "Abi.inc"

        .section .text.transitions, "ax", @progbits

// void RhpPInvoke(PInvokeTransitionFrame*): return address, frame pointer, thread, flags, stack pointer of the caller.
        function RhpPInvoke
        mov     rax, fs:[ThreadBlock_Self]
        mov     r11, [rsp]
        mov     [rdi], r11
        mov     [rdi + 8], rbp
        mov     [rdi + 16], rax
        mov     dword ptr [rdi + 24], 0x8000    // PTFF_SAVE_RSP
        lea     r11, [rsp + 8]
        mov     [rdi + 32], r11
        mov     fs:[ThreadBlock_TransitionFrame], rdi
        ret
        endfunction RhpPInvoke

// void RhpPInvokeReturn(PInvokeTransitionFrame*)
        function RhpPInvokeReturn
        mov     qword ptr fs:[ThreadBlock_TransitionFrame], 0
        ret
        endfunction RhpPInvokeReturn

// void RhpReversePInvoke(ReversePInvokeFrame*): the transition frame that was in force, thread.
        function RhpReversePInvoke
        mov     rax, fs:[ThreadBlock_TransitionFrame]
        mov     [rdi], rax
        mov     rax, fs:[ThreadBlock_Self]
        mov     [rdi + 8], rax
        mov     qword ptr fs:[ThreadBlock_TransitionFrame], 0
        ret
        endfunction RhpReversePInvoke

// void RhpReversePInvokeReturn(ReversePInvokeFrame*)
        function RhpReversePInvokeReturn
        mov     rax, [rdi]
        mov     fs:[ThreadBlock_TransitionFrame], rax
        ret
        endfunction RhpReversePInvokeReturn

// A thread can be stopped at any instruction, so there is nothing to poll for.
        function RhpGcPoll
        ret
        endfunction RhpGcPoll

// Touches every page of a new frame, whose lowest address is in R11, so that the stack grows in order or overflows in its guard.
        function RhpStackProbe
        push    rbp
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset rbp, 0
        mov     rbp, rsp
        .cfi_def_cfa_register rbp
        and     rsp, -4096
1:      sub     rsp, 4096
        test    [rsp], eax
        cmp     rsp, r11
        jg      1b
        mov     rsp, rbp
        .cfi_def_cfa_register rsp
        pop     rbp
        .cfi_adjust_cfa_offset -8
        .cfi_restore rbp
        ret
        endfunction RhpStackProbe

// Where every interop thunk goes, with the address of its data in R10: a context, which the target reads back, and the target.
        function HermitInteropThunk
        mov     rax, [r10]
        mov     fs:[ThreadBlock_ThunkContext], rax
        jmp     qword ptr [r10 + 8]
        endfunction HermitInteropThunk

        function RhGetCommonStubAddress
        lea     rax, [rip + HermitInteropThunk]
        ret
        endfunction RhGetCommonStubAddress

        function RhGetCurrentThunkContext
        mov     rax, fs:[ThreadBlock_ThunkContext]
        ret
        endfunction RhGetCurrentThunkContext

        .section .data.transitions, "aw", @progbits
        .align  8
// Read by compiled code before it polls: never set.
        .globl  RhpTrapThreads
RhpTrapThreads:
        .long   0
        .long   0
        .section .note.GNU-stack, "", @progbits
