// Functions of C's math library that are an instruction, or a few: what takes more is in Mathematics. Programs of .NET 10 need a CPU with SSE4.1.

        .intel_syntax noprefix
        .include "Function.inc"
        .section .text.rounding, "ax", @progbits

        .set    Down, 9                         // ROUNDSD: that way, and inexact results are nothing to report (SDM vol. 2, ROUNDSD)
        .set    Up, 10

        function floor
        roundsd xmm0, xmm0, Down
        ret
        endfunction floor

        function floorf
        roundss xmm0, xmm0, Down
        ret
        endfunction floorf

        function ceil
        roundsd xmm0, xmm0, Up
        ret
        endfunction ceil

        function ceilf
        roundss xmm0, xmm0, Up
        ret
        endfunction ceilf

// double modf(double value, double* integer): the fraction, with the sign of the value even where there is none. In integers, for the rounding
// instructions cost an emulated processor more.
        function modf
        movq    rax, xmm0
        mov     rcx, rax
        shr     rcx, 52
        and     ecx, 0x7FF
        sub     ecx, 1023                       // the exponent
        js      1f
        movabs  rdx, 0x000FFFFFFFFFFFFF
        cmp     ecx, 52
        jae     2f
        shr     rdx, cl                         // the bits of the fraction
        test    rax, rdx
        jz      3f
        not     rdx
        and     rax, rdx
        mov     [rdi], rax
        subsd   xmm0, [rdi]
        ret
1:      shr     rax, 63                         // below 1: the fraction is all
        shl     rax, 63
        mov     [rdi], rax
        ret
2:      cmp     ecx, 1024
        jne     3f
        test    rax, rdx
        jz      3f
        addsd   xmm0, xmm0                      // not a number, twice, and quiet
        movsd   [rdi], xmm0
        ret
3:      mov     [rdi], rax                      // whole, or infinite
        shr     rax, 63
        shl     rax, 63
        movq    xmm0, rax
        ret
        endfunction modf

// float modff(float value, float* integer)
        function modff
        movd    eax, xmm0
        mov     ecx, eax
        shr     ecx, 23
        and     ecx, 0xFF
        sub     ecx, 127
        js      1f
        mov     edx, 0x007FFFFF
        cmp     ecx, 23
        jae     2f
        shr     edx, cl
        test    eax, edx
        jz      3f
        not     edx
        and     eax, edx
        mov     [rdi], eax
        subss   xmm0, [rdi]
        ret
1:      and     eax, 0x80000000
        mov     [rdi], eax
        ret
2:      cmp     ecx, 128
        jne     3f
        test    eax, edx
        jz      3f
        addss   xmm0, xmm0
        movss   [rdi], xmm0
        ret
3:      mov     [rdi], eax
        and     eax, 0x80000000
        movd    xmm0, eax
        ret
        endfunction modff

// double fma(double left, double right, double addend)
        function fma
        cmp     byte ptr [rip + HermitHasFusedMultiplyAdd], 0
        je      HermitFusedMultiplyAdd          // MathExports.cs
        vfmadd213sd xmm0, xmm1, xmm2
        ret
        endfunction fma

// float fmaf(float left, float right, float addend)
        function fmaf
        cmp     byte ptr [rip + HermitHasFusedMultiplyAdd], 0
        je      HermitFusedMultiplyAddSingle    // SingleMathExports.cs
        vfmadd213ss xmm0, xmm1, xmm2
        ret
        endfunction fmaf
        .section .note.GNU-stack, "", @progbits
