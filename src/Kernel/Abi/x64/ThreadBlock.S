// The base of the thread that runs: its thread block.

        .intel_syntax noprefix
        .include "Function.inc"
        .include "Abi.inc"

        .section .text.threadblock, "ax", @progbits

        function HermitThreadBlock
        mov     rax, fs:[ThreadBlock_Self]
        ret
        endfunction HermitThreadBlock

        .section .note.GNU-stack, "", @progbits
