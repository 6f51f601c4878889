// Instructions that C# cannot express. Each function is one of them with the System V calling convention.

        .intel_syntax noprefix
        .include "Function.inc"
        .section .text.instructions, "ax", @progbits

        function HermitIn8
        mov     edx, edi
        xor     eax, eax
        in      al, dx
        ret
        endfunction HermitIn8

        function HermitIn16
        mov     edx, edi
        xor     eax, eax
        in      ax, dx
        ret
        endfunction HermitIn16

        function HermitIn32
        mov     edx, edi
        in      eax, dx
        ret
        endfunction HermitIn32

        function HermitOut8
        mov     edx, edi
        mov     eax, esi
        out     dx, al
        ret
        endfunction HermitOut8

        function HermitOut16
        mov     edx, edi
        mov     eax, esi
        out     dx, ax
        ret
        endfunction HermitOut16

        function HermitOut32
        mov     edx, edi
        mov     eax, esi
        out     dx, eax
        ret
        endfunction HermitOut32

        function HermitReadMsr
        mov     ecx, edi
        rdmsr
        shl     rdx, 32
        or      rax, rdx
        ret
        endfunction HermitReadMsr

        function HermitWriteMsr
        mov     ecx, edi
        mov     rax, rsi
        mov     rdx, rsi
        shr     rdx, 32
        wrmsr
        ret
        endfunction HermitWriteMsr

// void HermitCpuid(leaf, subleaf, uint* result): EAX, EBX, ECX, EDX
        function HermitCpuid
        push    rbx
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset rbx, 0
        mov     r8, rdx
        mov     eax, edi
        mov     ecx, esi
        cpuid
        mov     [r8], eax
        mov     [r8 + 4], ebx
        mov     [r8 + 8], ecx
        mov     [r8 + 12], edx
        pop     rbx
        .cfi_adjust_cfa_offset -8
        ret
        endfunction HermitCpuid

        function HermitTimestamp
        rdtsc
        shl     rdx, 32
        or      rax, rdx
        ret
        endfunction HermitTimestamp

// bool HermitRandom(ulong* value): RDRAND, one try
        function HermitRandom
        xor     eax, eax
        rdrand  rdx
        mov     [rdi], rdx
        setc    al
        ret
        endfunction HermitRandom

        function HermitLoadPageTable
        mov     cr3, rdi
        ret
        endfunction HermitLoadPageTable

        function HermitFlushPage
        invlpg  [rdi]
        ret
        endfunction HermitFlushPage

// Forgets all translations: none is global (SDM vol. 3, 4.10.4.1).
        function HermitFlushTranslations
        mov     rax, cr3
        mov     cr3, rax
        ret
        endfunction HermitFlushTranslations

        function HermitFaultAddress
        mov     rax, cr2
        ret
        endfunction HermitFaultAddress

// void HermitSetControlBits(ulong cr4Bits)
        function HermitSetControlBits
        mov     rax, cr4
        or      rax, rdi
        mov     cr4, rax
        ret
        endfunction HermitSetControlBits

        function HermitWriteXcr0
        mov     rax, rdi
        mov     rdx, rdi
        shr     rdx, 32
        xor     ecx, ecx
        xsetbv
        ret
        endfunction HermitWriteXcr0

// void HermitLoadDescriptors(gdtPointer*, idtPointer*, taskSelector)
        function HermitLoadDescriptors
        lgdt    [rdi]
        lidt    [rsi]
        ltr     dx
        lea     rax, [rip + 1f]
        push    0x08
        .cfi_adjust_cfa_offset 8
        push    rax
        .cfi_adjust_cfa_offset 8
        retfq
        .cfi_adjust_cfa_offset -16
1:      mov     eax, 0x10
        mov     ds, eax
        mov     es, eax
        mov     ss, eax
        ret
        endfunction HermitLoadDescriptors

// STI takes effect after the next instruction, so no interrupt is lost between the two (SDM vol. 2, STI).
        function HermitWaitForInterrupt
        sti
        hlt
        cli
        ret
        endfunction HermitWaitForInterrupt

// void HermitLinger(rounds): so many PAUSEs with interrupts on.
        function HermitLinger
        sti
1:      pause
        dec     edi
        jnz     1b
        cli
        ret
        endfunction HermitLinger

        function HermitHalt
        cli
1:      hlt
        jmp     1b
        endfunction HermitHalt

        function HermitCpuBlock
        mov     rax, gs:[0]
        ret
        endfunction HermitCpuBlock

// What a thread reads and changes of its CPU's block (CpuBlock.cs), each by one instruction, so that it cannot be moved to another CPU in between.

        function HermitPreemptionDisabled
        mov     eax, gs:[12]
        ret
        endfunction HermitPreemptionDisabled

        function HermitDisablePreemption
        inc     dword ptr gs:[12]
        ret
        endfunction HermitDisablePreemption

// Returns 1 when this was the last region and another thread has to run, 0 when not, 2 when there is no region. Behind the last one the
// thread may run on another CPU, whose wish it then reads: either CPU has been served by the switch between them.
        function HermitEnablePreemption
        cmp     dword ptr gs:[12], 0
        je      2f
        xor     eax, eax
        dec     dword ptr gs:[12]
        jnz     1f
        mov     eax, gs:[16]
1:      ret
2:      mov     eax, 2
        ret
        endfunction HermitEnablePreemption

        function HermitTakeRescheduleRequest
        xor     eax, eax
        xchg    gs:[16], eax
        ret
        endfunction HermitTakeRescheduleRequest

        function HermitRequestReschedule
        mov     dword ptr gs:[16], 1
        ret
        endfunction HermitRequestReschedule

        function HermitStackPointer
        lea     rax, [rsp + 8]
        ret
        endfunction HermitStackPointer

// void HermitTouchStack(bytes): reads that far below the stack pointer, so that the stack grows now.
        function HermitTouchStack
        mov     rax, rsp
        sub     rax, rdi
        test    [rax], al
        ret
        endfunction HermitTouchStack

        function HermitFramePointer
        mov     rax, rbp
        ret
        endfunction HermitFramePointer

// A triple fault: the reset of last resort. Loads an empty IDT and faults.
        function HermitTripleFault
        lidt    [rip + EmptyTable]
        ud2
        endfunction HermitTripleFault

        .section .rodata.instructions, "a", @progbits
        .align  8
EmptyTable:
        .quad   0
        .quad   0
        .section .note.GNU-stack, "", @progbits
