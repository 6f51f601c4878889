// Interface dispatch. A call site puts the address of its dispatch cell in R11 and jumps through the cell's first word
// with the receiver in RDI; R10 and RAX are scratch. The cell's second word is the cache (struct DispatchCache).
// Cells go from "initial" to "one type" to "table", and every stub is correct with the cache of a later state, because a
// reader may have loaded the old stub before it loads the new cache.

        .intel_syntax noprefix

        .include "Abi.inc"

        .set    CacheEntries, DispatchCache_Size // entries: method table, target

        .section .text.dispatch, "ax", @progbits

        .globl  RhpInitialDynamicInterfaceDispatch
        .type   RhpInitialDynamicInterfaceDispatch, @function
RhpInitialDynamicInterfaceDispatch:
        .cfi_startproc
        cmp     byte ptr [rdi], 0               // faults when the receiver is null
        jmp     Resolve
        .cfi_endproc
        .size   RhpInitialDynamicInterfaceDispatch, . - RhpInitialDynamicInterfaceDispatch

// One type: the first entry.
        .globl  HermitDispatchOne
        .type   HermitDispatchOne, @function
        .align  16
HermitDispatchOne:
        .cfi_startproc
        mov     rax, [rdi]                      // faults when the receiver is null
        mov     r10, [r11 + DispatchCell_Value]
        cmp     rax, [r10 + CacheEntries]
        jne     Resolve
        jmp     qword ptr [r10 + CacheEntries + 8]
        .cfi_endproc
        .size   HermitDispatchOne, . - HermitDispatchOne

// Many types: a table hashed by the method table's address, two neighbouring places for each, of which the second is seldom used.
// DispatchCache.PlacesOf computes the same. R11 is taken for the hash; the cache knows its cell. There is a stub for each size of table, so that
// the size need not be loaded; one that meets a larger table than its own looks at a part of it, and finds a type there or does not.
        .globl  HermitDispatchTable
        .type   HermitDispatchTable, @function
        .set    places, DispatchFirstPlaces
        .align  DispatchStubBytes
HermitDispatchTable:
        .cfi_startproc
        .rept   DispatchTableStubs
        .align  DispatchStubBytes
        mov     rax, [rdi]                      // faults when the receiver is null
        mov     r10, [r11 + DispatchCell_Value]
        mov     r11, rax
        shr     r11, 4
        xor     r11, rax
        and     r11, (places - 1) * 16
        cmp     rax, [r10 + r11 + CacheEntries]
        jne     1f
        jmp     qword ptr [r10 + r11 + CacheEntries + 8]
1:      cmp     rax, [r10 + r11 + CacheEntries + 16]
        jne     2f
        jmp     qword ptr [r10 + r11 + CacheEntries + 24]
2:      mov     r11, [r10 + DispatchCache_Cell]
        jmp     Resolve
        .set    places, places * 2
        .endr
        .cfi_endproc
        .size   HermitDispatchTable, . - HermitDispatchTable

// Saves the arguments in a TransitionBlock (Internal.Runtime in the core library: return values, argument registers in the
// order of the convention, padding, return address; vector registers below it), and lets the core library resolve the call.
        .type   Resolve, @function
Resolve:
        .cfi_startproc
        sub     rsp, 200
        .cfi_adjust_cfa_offset 200
        mov     [rsp + 144], rdi
        mov     [rsp + 152], rsi
        mov     [rsp + 160], rdx
        mov     [rsp + 168], rcx
        mov     [rsp + 176], r8
        mov     [rsp + 184], r9
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7
        movaps  [rsp + \n * 16], xmm\n
        .endr
        lea     rdi, [rsp + 128]
        mov     rsi, r11
        call    RhpCidResolve
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7
        movaps  xmm\n, [rsp + \n * 16]
        .endr
        mov     rdi, [rsp + 144]
        mov     rsi, [rsp + 152]
        mov     rdx, [rsp + 160]
        mov     rcx, [rsp + 168]
        mov     r8, [rsp + 176]
        mov     r9, [rsp + 184]
        add     rsp, 200
        .cfi_adjust_cfa_offset -200
        jmp     rax
        .cfi_endproc
        .size   Resolve, . - Resolve
        .section .note.GNU-stack, "", @progbits
