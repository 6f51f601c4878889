// Functions of C's math library that are an instruction, or a few: what takes more is in Mathematics.

        .include "Function.inc"
        .section .text.rounding, "ax", @progbits

        function floor
        frintm  d0, d0
        ret
        endfunction floor

        function floorf
        frintm  s0, s0
        ret
        endfunction floorf

        function ceil
        frintp  d0, d0
        ret
        endfunction ceil

        function ceilf
        frintp  s0, s0
        ret
        endfunction ceilf

// double modf(double value, double* integer): the fraction, with the sign of the value even where there is none.
        function modf
        frintz  d1, d0
        str     d1, [x0]
        fmov    x9, d0
        fsub    d2, d0, d1
        fcmp    d0, d1
        fmov    x10, d2
        csel    x10, xzr, x10, eq               // whole, or infinite
        bfxil   x9, x10, #0, #63
        fmov    d0, x9
        ret
        endfunction modf

// float modff(float value, float* integer)
        function modff
        frintz  s1, s0
        str     s1, [x0]
        fmov    w9, s0
        fsub    s2, s0, s1
        fcmp    s0, s1
        fmov    w10, s2
        csel    w10, wzr, w10, eq
        bfxil   w9, w10, #0, #31
        fmov    s0, w9
        ret
        endfunction modff

// double fma(double left, double right, double addend)
        function fma
        fmadd   d0, d0, d1, d2
        ret
        endfunction fma

// float fmaf(float left, float right, float addend)
        function fmaf
        fmadd   s0, s0, s1, s2
        ret
        endfunction fmaf
        .section .note.GNU-stack, "", @progbits
