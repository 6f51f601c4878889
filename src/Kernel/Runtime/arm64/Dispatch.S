// Interface dispatch. A call site puts the address of its dispatch cell in X11 and jumps through the cell's first word
// with the receiver in X0; X9, X10 and X12 to X17 are scratch. The cell's second word is the cache (struct DispatchCache).
// Cells go from "initial" to "one type" to "table", and every stub is correct with the cache of a later state, because a
// reader may have loaded the old stub before it loads the new cache. The other way round is kept from happening by a barrier: the loads of
// stub and cache do not depend on each other, and the processor may otherwise turn them round.
//
// An entry's type is set after its target, but the two are loaded in either order: a target that is not there yet reads as 0.

        .include "Abi.inc"

        .set    CacheEntries, DispatchCache_Size // entries: method table, target

        .section .text.dispatch, "ax", @progbits

        .globl  RhpInitialDynamicInterfaceDispatch
        .type   RhpInitialDynamicInterfaceDispatch, @function
        .p2align 4
RhpInitialDynamicInterfaceDispatch:
        .cfi_startproc
        ldr     xzr, [x0]                       // faults when the receiver is null
        b       Resolve
        .cfi_endproc
        .size   RhpInitialDynamicInterfaceDispatch, . - RhpInitialDynamicInterfaceDispatch

// X9: the receiver's type. X10: the address of an entry's distance. Goes where the entry says, or on at the label.
        .macro  goTo distance, other
        ldp     x13, x14, [x10, #\distance]
        cmp     x9, x13
        b.ne    \other
        cbz     x14, Resolve
        br      x14
        .endm

// One type: the first entry.
        .globl  HermitDispatchOne
        .type   HermitDispatchOne, @function
        .p2align 4
HermitDispatchOne:
        .cfi_startproc
        dmb     ishld
        ldr     x9, [x0]                        // faults when the receiver is null
        ldr     x10, [x11, DispatchCell_Value]
        goTo    CacheEntries, Resolve
        .cfi_endproc
        .size   HermitDispatchOne, . - HermitDispatchOne

// Many types: a table hashed by the method table's address, two neighbouring places for each, of which the second is seldom used.
// DispatchCache.PlacesOf computes the same. There is a stub for each size of table, so that the size need not be loaded; one that meets a
// larger table than its own looks at a part of it, and finds a type there or does not.
        .globl  HermitDispatchTable
        .type   HermitDispatchTable, @function
        .set    places, DispatchFirstPlaces
        .balign DispatchStubBytes
HermitDispatchTable:
        .cfi_startproc
        .rept   DispatchTableStubs
        .balign DispatchStubBytes
        dmb     ishld
        ldr     x9, [x0]                        // faults when the receiver is null
        ldr     x10, [x11, DispatchCell_Value]
        eor     x12, x9, x9, lsr #4
        and     x12, x12, #(places - 1) * 16
        add     x10, x10, x12
        goTo    CacheEntries, 1f
1:      goTo    CacheEntries + 16, Resolve
        .set    places, places * 2
        .endr
        .cfi_endproc
        .size   HermitDispatchTable, . - HermitDispatchTable

// Saves the arguments in a TransitionBlock (Internal.Runtime in the core library: four return values, X0 to X7, X8 and padding), which lies at
// the top of the frame, and lets the core library resolve the call. X11: the cell.
        .set    FrameBytes, 256
        .set    Block, 144
        .set    Arguments, Block + 32

        .type   Resolve, @function
        .p2align 4
Resolve:
        .cfi_startproc
        stp     x29, x30, [sp, #-FrameBytes]!
        .cfi_adjust_cfa_offset FrameBytes
        .cfi_rel_offset x29, 0
        .cfi_rel_offset x30, 8
        stp     q0, q1, [sp, #16]
        stp     q2, q3, [sp, #48]
        stp     q4, q5, [sp, #80]
        stp     q6, q7, [sp, #112]
        stp     x0, x1, [sp, #Arguments]
        stp     x2, x3, [sp, #Arguments + 16]
        stp     x4, x5, [sp, #Arguments + 32]
        stp     x6, x7, [sp, #Arguments + 48]
        stp     x8, xzr, [sp, #Arguments + 64]
        add     x0, sp, #Block
        mov     x1, x11
        bl      RhpCidResolve
        mov     x12, x0
        ldp     q0, q1, [sp, #16]
        ldp     q2, q3, [sp, #48]
        ldp     q4, q5, [sp, #80]
        ldp     q6, q7, [sp, #112]
        ldp     x0, x1, [sp, #Arguments]
        ldp     x2, x3, [sp, #Arguments + 16]
        ldp     x4, x5, [sp, #Arguments + 32]
        ldp     x6, x7, [sp, #Arguments + 48]
        ldr     x8, [sp, #Arguments + 64]
        ldp     x29, x30, [sp], #FrameBytes
        .cfi_adjust_cfa_offset -FrameBytes
        .cfi_restore x29
        .cfi_restore x30
        br      x12
        .cfi_endproc
        .size   Resolve, . - Resolve
        .section .note.GNU-stack, "", @progbits
