// Write barriers: a reference store sets the card of the place that it stores into (CardTable), where a collection of the young objects looks for
// references to them. Until the card is set the reference stays in a register: a collection between the store and the card finds it there, since the
// registers of an interrupted function are scanned, and what it finds is old afterwards and needs no card.
//
// A store into the heap is a release: who reads the reference finds the object behind it, whose header and fields were written before. The card needs
// no order, for the collector looks at it when every thread has stopped.
//
// The rest is the calling convention: the code generator counts on every register but the ones named here.
// (Facts: .NET 10.0, nativeaot/Runtime/arm64/WriteBarriers.S as assembled in libRuntime.WorkstationGC.a.)
//
// The AVLocation labels name the instructions that fault on a null destination or source.

        .include "Function.inc"
        .arch_extension lse
        .section .text.barriers, "ax", @progbits

        .set    CardShift, 9                    // CardTable.CardShift
        .set    AtomicsBit, 6                   // in g_cpuFeatures: LDADD and its like

// Sets the card of the address in the first register, which is a place in an object; changes x12 and x17.
        .macro  setcard place
        adrp    x12, Cards
        ldr     x12, [x12, :lo12:Cards]
        add     x12, x12, \place, lsr #CardShift
        mov     w17, #1
        strb    w17, [x12]
        .endm

        .macro  location name
        .globl  \name
\name:
        .endm

// X14: field of an object. X15: the reference. Steps X14 on. May change X12, X17.
        function RhpAssignRefArm64
        location RhpAssignRefAVLocation
        stlr    x15, [x14]
        setcard x14
        add     x14, x14, #8
        ret
        endfunction RhpAssignRefArm64

// The same where X14 may also be on a stack or in a static.
        function RhpCheckedAssignRefArm64
        adrp    x12, CardsEnd
        ldr     x12, [x12, :lo12:CardsEnd]
        cmp     x14, x12
        b.lo    RhpAssignRefArm64
        location RhpCheckedAssignRefAVLocation
        stlr    x15, [x14]
        add     x14, x14, #8
        ret
        endfunction RhpCheckedAssignRefArm64

// Copies a reference from [X13] to [X14] and steps both on. May change X12, X15, X17.
        function RhpByRefAssignRefArm64
        location RhpByRefAssignRefAVLocation1
        ldr     x15, [x13], #8
        b       RhpCheckedAssignRefArm64
        endfunction RhpByRefAssignRefArm64

// void RhpAssignRef(field, reference), with the convention of other functions.
        function RhpAssignRef
        mov     x14, x0
        mov     x15, x1
        b       RhpAssignRefArm64
        endfunction RhpAssignRef

// Sets the card of X0, a location anywhere, and returns X10.
        .macro  leave
        adrp    x12, CardsEnd
        ldr     x12, [x12, :lo12:CardsEnd]
        cmp     x0, x12
        b.hs    9f
        setcard x0
9:      mov     x0, x10
        ret
        .endm

// X0: location. X1: new reference. X2: the reference expected there. X0 := the reference that was there. A barrier in both directions. May change
// X10, X12, X16, X17.
        function RhpCheckedLockCmpXchg
        adrp    x16, g_cpuFeatures
        ldr     w16, [x16, :lo12:g_cpuFeatures]
        tbz     w16, #AtomicsBit, 1f
        mov     x10, x2
        location RhpCheckedLockCmpXchgAVLocation
        casal   x10, x1, [x0]
        leave
1:
        location RhpCheckedLockCmpXchgAVLocation2
        ldaxr   x10, [x0]
        cmp     x10, x2
        b.ne    2f
        stlxr   w12, x1, [x0]
        cbnz    w12, 1b
2:      dmb     ish
        leave
        endfunction RhpCheckedLockCmpXchg

// X0: location. X1: new reference. X0 := the reference that was there. Likewise.
        function RhpCheckedXchg
        adrp    x16, g_cpuFeatures
        ldr     w16, [x16, :lo12:g_cpuFeatures]
        tbz     w16, #AtomicsBit, 1f
        location RhpCheckedXchgAVLocation
        swpal   x1, x10, [x0]
        leave
1:
        location RhpCheckedXchgAVLocation2
        ldaxr   x10, [x0]
        stlxr   w12, x1, [x0]
        cbnz    w12, 1b
        dmb     ish
        leave
        endfunction RhpCheckedXchg

// void HermitUseCards(origin, end): CardTable.Origin and End.
        function HermitUseCards
        adrp    x9, Cards
        add     x9, x9, :lo12:Cards
        stp     x0, x1, [x9]
        ret
        endfunction HermitUseCards

        .section .data.barriers, "aw", @progbits
        .p2align 4
Cards:
        .quad   0
CardsEnd:
        .quad   0
        .section .note.GNU-stack, "", @progbits
