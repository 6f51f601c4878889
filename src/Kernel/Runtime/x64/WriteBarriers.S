// Write barriers: a reference store sets the card of the place that it stores into (CardTable), where a collection of the young objects looks for
// references to them. Until the card is set the reference stays in a register: a collection between the store and the card finds it there, since the
// registers of an interrupted function are scanned, and what it finds is old afterwards and needs no card.
//
// The rest is the calling convention: the code generator counts on every register but the ones named here.
// (Facts: .NET 10.0, nativeaot/Runtime/amd64/WriteBarriers.S as assembled in libRuntime.WorkstationGC.a.)
//
// The AVLocation labels name the instructions that fault on a null destination or source.

        .intel_syntax noprefix
        .include "Function.inc"
        .section .text.barriers, "ax", @progbits

        .set    CardShift, 9                    // CardTable.CardShift

// Sets the card of the address in the first register, which is a place in an object; changes both registers.
        .macro  setcard place, scratch
        mov     \scratch, [rip + Cards]
        shr     \place, CardShift
        mov     byte ptr [\scratch + \place], 1
        .endm

// The same where the place may also be on a stack or in a static.
        .macro  setcardchecked place, scratch
        cmp     \place, [rip + CardsEnd]
        jae     9f
        setcard \place, \scratch
9:
        .endm

        .macro  location name
        .globl  \name
\name:
        .endm

// RDI: field of an object. RSI: the reference. May change RDI, R10, R11.
        function RhpAssignRef, 16
        location RhpAssignRefAVLocation
        mov     [rdi], rsi
        setcard rdi, r10
        ret
        endfunction RhpAssignRef

// The same where RDI may also be on a stack or in a static.
        function RhpCheckedAssignRef, 16
        location RhpCheckedAssignRefAVLocation
        mov     [rdi], rsi
        setcardchecked rdi, r10
        ret
        endfunction RhpCheckedAssignRef

// Copies a reference from [RSI] to [RDI] and steps both on. May change RAX, RCX.
        function RhpByRefAssignRef, 16
        location RhpByRefAssignRefAVLocation1
        mov     rcx, [rsi]
        location RhpByRefAssignRefAVLocation2
        mov     [rdi], rcx
        mov     rax, rdi
        cmp     rax, [rip + CardsEnd]
        jae     1f
        shr     rax, CardShift
        add     rax, [rip + Cards]
        mov     byte ptr [rax], 1
1:      add     rsi, 8
        add     rdi, 8
        ret
        endfunction RhpByRefAssignRef

// RDI: location. RSI: new reference. RDX: the reference expected there. RAX := the reference that was there.
        function RhpCheckedLockCmpXchg, 16
        mov     rax, rdx
        location RhpCheckedLockCmpXchgAVLocation
        lock cmpxchg [rdi], rsi
        setcardchecked rdi, r10
        ret
        endfunction RhpCheckedLockCmpXchg

// RDI: location. RSI: new reference. RAX := the reference that was there.
        function RhpCheckedXchg, 16
        mov     rax, rsi
        location RhpCheckedXchgAVLocation
        xchg    [rdi], rax
        setcardchecked rdi, r10
        ret
        endfunction RhpCheckedXchg

// void HermitUseCards(origin, end): CardTable.Origin and End.
        function HermitUseCards, 16
        mov     [rip + Cards], rdi
        mov     [rip + CardsEnd], rsi
        ret
        endfunction HermitUseCards

        .section .data.barriers, "aw", @progbits
        .align  8
Cards:
        .quad   0
CardsEnd:
        .quad   0
