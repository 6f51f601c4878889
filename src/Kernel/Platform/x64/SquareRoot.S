// double HermitSquareRoot(double): the one function of C's math library that is an instruction on every processor.

        .intel_syntax noprefix
        .text

        .globl  HermitSquareRoot
        .type   HermitSquareRoot, @function
        .p2align 4
HermitSquareRoot:
        .cfi_startproc
        sqrtsd  xmm0, xmm0
        ret
        .cfi_endproc
        .size   HermitSquareRoot, . - HermitSquareRoot
