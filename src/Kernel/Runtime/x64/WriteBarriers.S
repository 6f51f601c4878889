// Write barriers. The collector marks the whole heap each time and never moves an object, so a reference store needs nothing beside
// the store. What is left is the calling convention: the code generator counts on every register but the ones named here.
// (Facts: .NET 10.0, nativeaot/Runtime/amd64/WriteBarriers.S as assembled in libRuntime.WorkstationGC.a.)
//
// The AVLocation labels name the instructions that fault on a null destination or source.

        .intel_syntax noprefix
        .section .text.barriers, "ax", @progbits

        .macro  function name
        .globl  \name
        .type   \name, @function
        .align  16
\name:
        .cfi_startproc
        .endm

        .macro  endfunction name
        .cfi_endproc
        .size   \name, . - \name
        .endm

        .macro  location name
        .globl  \name
\name:
        .endm

// RDI: field of an object. RSI: the reference. May change RDI, R10, R11.
        function RhpAssignRef
        location RhpAssignRefAVLocation
        mov     [rdi], rsi
        ret
        endfunction RhpAssignRef

// The same where RDI may also be on a stack or in a static.
        function RhpCheckedAssignRef
        location RhpCheckedAssignRefAVLocation
        mov     [rdi], rsi
        ret
        endfunction RhpCheckedAssignRef

// Copies a reference from [RSI] to [RDI] and steps both on. May change RAX, RCX.
        function RhpByRefAssignRef
        location RhpByRefAssignRefAVLocation1
        mov     rcx, [rsi]
        location RhpByRefAssignRefAVLocation2
        mov     [rdi], rcx
        add     rsi, 8
        add     rdi, 8
        ret
        endfunction RhpByRefAssignRef

// RDI: location. RSI: new reference. RDX: the reference expected there. RAX := the reference that was there.
        function RhpCheckedLockCmpXchg
        mov     rax, rdx
        location RhpCheckedLockCmpXchgAVLocation
        lock cmpxchg [rdi], rsi
        ret
        endfunction RhpCheckedLockCmpXchg

// RDI: location. RSI: new reference. RAX := the reference that was there.
        function RhpCheckedXchg
        mov     rax, rsi
        location RhpCheckedXchgAVLocation
        xchg    [rdi], rax
        ret
        endfunction RhpCheckedXchg
