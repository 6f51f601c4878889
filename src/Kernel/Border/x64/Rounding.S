// Functions of C's math library that are one instruction, at most: what takes more is in Mathematics. Programs of .NET 10 need a CPU with SSE4.1.

        .intel_syntax noprefix
        .section .text.rounding, "ax", @progbits

        .set    Down, 9                         // ROUNDSD: that way, and inexact results are nothing to report (SDM vol. 2, ROUNDSD)
        .set    Up, 10
        .set    ToZero, 11

        .macro  function name
        .globl  \name
        .type   \name, @function
        .align  8
\name:
        .cfi_startproc
        .endm

        .macro  endfunction name
        .cfi_endproc
        .size   \name, . - \name
        .endm

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

// double modf(double value, double* integer): the fraction, with the sign of the value even where there is none.
        function modf
        roundsd xmm1, xmm0, ToZero
        movsd   [rdi], xmm1
        ucomisd xmm0, xmm1
        je      1f                              // infinity, too; not a number is not equal, unordered, and stays what it is
        subsd   xmm0, xmm1
        ret
1:      jp      2f
        movq    rax, xmm0
        shr     rax, 63
        shl     rax, 63
        movq    xmm0, rax
        ret
2:      movsd   xmm0, xmm1
        ret
        endfunction modf

// float modff(float value, float* integer)
        function modff
        roundss xmm1, xmm0, ToZero
        movss   [rdi], xmm1
        ucomiss xmm0, xmm1
        je      1f
        subss   xmm0, xmm1
        ret
1:      jp      2f
        movd    eax, xmm0
        and     eax, 0x80000000
        movd    xmm0, eax
        ret
2:      movss   xmm0, xmm1
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
