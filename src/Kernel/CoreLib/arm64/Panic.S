// How a layer that knows nothing of the ones above it panics: the composition root says what that means.

        .include "Function.inc"

        .section .text.panic, "ax", @progbits

// void HermitPanic(message), with the arguments of the handler.
        function HermitPanic
        adrp    x16, Handler
        ldr     x16, [x16, :lo12:Handler]
        br      x16
        endfunction HermitPanic

// void HermitSetPanicHandler(handler)
        function HermitSetPanicHandler
        adrp    x16, Handler
        str     x0, [x16, :lo12:Handler]
        ret
        endfunction HermitSetPanicHandler

// Before there is a handler.
Stop:   msr     daifset, #15
1:      wfi
        b       1b

        .section .data.panic, "aw", @progbits
        .align  3
Handler:
        .quad   Stop
        .section .note.GNU-stack, "", @progbits
