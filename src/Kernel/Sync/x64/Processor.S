// What locks need of the processor: each function is an instruction or two. Where a CPU keeps its own data is Machine's (CpuBlock.cs).

        .intel_syntax noprefix
        .include "Function.inc"
        .section .text.processor, "ax", @progbits

        function HermitInterruptsSaveAndDisable
        pushfq
        .cfi_adjust_cfa_offset 8
        pop     rax
        .cfi_adjust_cfa_offset -8
        and     eax, 0x200                      // RFLAGS.IF
        cli
        ret
        endfunction HermitInterruptsSaveAndDisable

        function HermitInterruptsRestore
        test    edi, edi
        jz      1f
        sti
1:      ret
        endfunction HermitInterruptsRestore

        function HermitInterruptsEnabled
        pushfq
        .cfi_adjust_cfa_offset 8
        pop     rax
        .cfi_adjust_cfa_offset -8
        shr     eax, 9
        and     eax, 1
        ret
        endfunction HermitInterruptsEnabled

        function HermitPause
        pause
        ret
        endfunction HermitPause

        function HermitCpuIndex
        mov     eax, gs:[8]
        ret
        endfunction HermitCpuIndex

// How deep in interrupt handlers this CPU is, for the checks of locks (CpuBlock.InterruptDepth).
        function HermitInInterrupt
        mov     eax, gs:[20]
        ret
        endfunction HermitInInterrupt

// Which thread runs, for the checks of locks: its thread base, or 1 before there is one.
        function HermitContextId
        mov     ecx, 0xC0000100                 // IA32_FS_BASE
        rdmsr
        shl     rdx, 32
        or      rax, rdx
        mov     edx, 1
        cmove   rax, rdx
        ret
        endfunction HermitContextId

        .section .note.GNU-stack, "", @progbits
