// Instructions that .NET's libraries ask the runtime for.

        .intel_syntax noprefix
        .include "Function.inc"
        .section .text.intrinsics, "ax", @progbits

// void RhCpuIdEx(int* result, int leaf, int subleaf): X86Base.CpuId
        function RhCpuIdEx
        mov     rax, rdi
        mov     edi, esi
        mov     esi, edx
        mov     rdx, rax
        jmp     HermitCpuid
        endfunction RhCpuIdEx
