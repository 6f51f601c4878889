// How a layer that knows nothing of the ones above it panics: the composition root says what that means.

        .intel_syntax noprefix
        .section .text.panic, "ax", @progbits

// void HermitPanic(message), with the arguments of the handler.
        .globl  HermitPanic
        .type   HermitPanic, @function
HermitPanic:
        .cfi_startproc
        jmp     [rip + Handler]
        .cfi_endproc
        .size   HermitPanic, . - HermitPanic

// void HermitSetPanicHandler(handler)
        .globl  HermitSetPanicHandler
        .type   HermitSetPanicHandler, @function
HermitSetPanicHandler:
        .cfi_startproc
        mov     [rip + Handler], rdi
        ret
        .cfi_endproc
        .size   HermitSetPanicHandler, . - HermitSetPanicHandler

// Before there is a handler.
Stop:   cli
1:      hlt
        jmp     1b

        .section .data.panic, "aw", @progbits
        .align  8
Handler:
        .quad   Stop
        .section .note.GNU-stack, "", @progbits
