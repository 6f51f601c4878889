// The base of the thread that runs: its thread block.

        .intel_syntax noprefix
        .include "Abi.inc"

        .section .text.threadblock, "ax", @progbits

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

        function HermitThreadBlock
        mov     rax, fs:[ThreadBlock_Self]
        ret
        endfunction HermitThreadBlock

        .section .note.GNU-stack, "", @progbits
