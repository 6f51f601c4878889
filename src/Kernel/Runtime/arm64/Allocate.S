// Allocation: the fast paths, and the entries to the heap that may collect.
//
// Fast path. A thread owns the zeroed memory from AllocationPointer to AllocationLimit. Each of the four helpers is a restartable
// sequence: a thread that is preempted within it goes on at the helper's first instruction (AllocationRestart.cs), where X0 and X1
// still are what they were. So no thread keeps an AllocationPointer in a register across a collection, which takes the memory away.
// Order of the stores: element count, type, then AllocationPointer. Below AllocationPointer are whole objects only; at it may lie
// one whose count or type was stored before a restart, which is whole, or a zero type, which ends a walk. docs/gc.md has the argument.
// The stores are looked at by their own thread, and by the collector when that has stopped; another thread finds the object by a
// reference, whose store is a release.
//
// (Calling convention: .NET 10.0, nativeaot/Runtime/arm64/AllocFast.S as assembled in libRuntime.WorkstationGC.a.)

        .include "Function.inc"
        .section .text.allocate, "ax", @progbits

        .include "Abi.inc"

        // enum AllocationFlags
        .set    FlagFinalize, 1

        // Whole pages, so that touching one word in each commits them.
        .set    CollectionStackPages, 3
        .set    PageBytes, 4096
        .set    LargestArrayLength, 0x7FFFFFFF
        .set    LargestStringLength, 0x3FFFFFDF

        // What AllocationRestart.cs knows of the layout: helpers begin at multiples of this.
        .set    HelperAlignment, 128

        .macro  local name
        .type   \name, @function
        .p2align 4
\name:
        .cfi_startproc
        .endm

// X2: bytes. Hands out the object and leaves, or goes on at the label. Keeps X0 and X1.
        .macro  bump slow, lengths
        mrs     x9, tpidrro_el0
        ldr     x3, [x9, ThreadBlock_Window_Pointer]
        ldr     x10, [x9, ThreadBlock_Window_Limit]
        add     x2, x2, x3
        cmp     x2, x10
        b.hi    \slow
        .if     \lengths
        str     w1, [x3, ObjectHeader_Length]
        .endif
        str     x0, [x3]
        str     x2, [x9, ThreadBlock_Window_Pointer]
        b       HandOut
        .endm

        .globl  RhpAllocateRestart_start
        .globl  RhpAllocateRestart_end
        .balign HelperAlignment
RhpAllocateRestart_start:

// X0: type. X0 := the object.
        function RhpNewFast, HelperAlignment
        ldr     w2, [x0, MethodTable_BaseSize]
        bump    AllocateObject, 0
        endfunction RhpNewFast

// X0: type of a vector. X1: element count, unsigned. X0 := the array.
        function RhpNewArrayFast, HelperAlignment
        mov     x2, LargestArrayLength
        cmp     x1, x2
        b.hi    FailOverflow
        ldrh    w2, [x0, MethodTable_ComponentSize]
        umull   x2, w1, w2
        add     x2, x2, ArrayBaseSize + 7
        and     x2, x2, #-8
        bump    AllocateArray, 1
        endfunction RhpNewArrayFast

// The same for elements of eight bytes.
        function RhpNewPtrArrayFast, HelperAlignment
        mov     x2, LargestArrayLength
        cmp     x1, x2
        b.hi    FailOverflow
        lsl     x2, x1, #3
        add     x2, x2, ArrayBaseSize
        bump    AllocateArray, 1
        endfunction RhpNewPtrArrayFast

// X0: the type of strings. X1: character count, unsigned. X0 := the string.
        function RhNewString, HelperAlignment
        mov     w2, LargestStringLength & 0xFFFF
        movk    w2, LargestStringLength >> 16, lsl #16
        cmp     x1, x2
        b.hi    FailMemory
        lsl     x2, x1, #1
        add     x2, x2, StringBaseSize + 7
        and     x2, x2, #-8
        bump    AllocateArray, 1
        endfunction RhNewString

        .balign HelperAlignment
RhpAllocateRestart_end:

// Outside of the sequences: from here on X0 is not what it was. X3: the object.
        local   HandOut
        mov     x0, x3
        ret
        endfunction HandOut

// X0: type with a finalizer. X0 := the object.
        function RhpNewFinalizable
        mov     w2, FlagFinalize
        mov     w1, wzr
        b       Allocate
        endfunction RhpNewFinalizable

        local   AllocateObject
        mov     w1, wzr
        mov     w2, wzr
        b       Allocate
        endfunction AllocateObject

        local   AllocateArray
        mov     w2, wzr
        b       Allocate
        endfunction AllocateArray

// The program's core library throws in the name of the caller. X0: type. W1: whether the size overflowed.
        local   FailOverflow
        mov     w1, #1
        b       RhExceptionHandling_FailedAllocation
        endfunction FailOverflow

        local   FailMemory
        mov     w1, wzr
        b       RhExceptionHandling_FailedAllocation
        endfunction FailMemory

// The registers that survive calls, onto the stack, where a collection looks for references. They are otherwise restored by C#
// functions that may not have saved them yet when the collection runs. First the stack that a collection takes is committed: a fault
// below would commit it while a lock of the frame allocator may be held. A collection scans the stack from here: what lies below is the
// collector's own, and its frames are full of what earlier calls left there. Whether the thread collects or waits for another one to.
// The lowest word is a root as well: a new object is there before another thread can collect. Above it are the registers in the order that
// HermitSwitchContext has them in (UnwindRegisters.TryReadSaved).
        .set    RootBytes, 16
        .set    SavedBytes, 160
        .set    SpillBytes, RootBytes + SavedBytes

        .macro  savePair first, second, offset
        stp     \first, \second, [sp, #RootBytes + \offset]
        .cfi_rel_offset \first, RootBytes + \offset
        .cfi_rel_offset \second, RootBytes + \offset + 8
        .endm

        .macro  restorePair first, second, offset
        ldp     \first, \second, [sp, #RootBytes + \offset]
        .cfi_restore \first
        .cfi_restore \second
        .endm

        .macro  spill
        .set    page, 1
        .rept   CollectionStackPages
        sub     x16, sp, #page * PageBytes
        ldr     xzr, [x16]
        .set    page, page + 1
        .endr
        sub     sp, sp, #SpillBytes
        .cfi_adjust_cfa_offset SpillBytes
        stp     xzr, xzr, [sp]
        savePair x19, x20, 0
        savePair x21, x22, 16
        savePair x23, x24, 32
        savePair x25, x26, 48
        savePair x27, x28, 64
        savePair x29, x30, 80
        savePair d8, d9, 96
        savePair d10, d11, 112
        savePair d12, d13, 128
        savePair d14, d15, 144
        mov     x17, sp
        mrs     x16, tpidrro_el0
        str     x17, [x16, ThreadBlock_CollectorStack]
        .endm

// Keeps X0 and X1.
        .macro  restore
        mrs     x16, tpidrro_el0
        str     xzr, [x16, ThreadBlock_CollectorStack]
        restorePair x19, x20, 0
        restorePair x21, x22, 16
        restorePair x23, x24, 32
        restorePair x25, x26, 48
        restorePair x27, x28, 64
        restorePair x29, x30, 80
        restorePair d8, d9, 96
        restorePair d10, d11, 112
        restorePair d12, d13, 128
        restorePair d14, d15, 144
        add     sp, sp, #SpillBytes
        .cfi_adjust_cfa_offset -SpillBytes
        .endm

// X0: type. W1: element count. W2: AllocationFlags. X0 := the object; does not return when there is no memory.
        local   Allocate
        spill
        mov     x19, x0
        mov     x3, sp
        bl      HermitHeapAllocate
        mov     x1, x19
        restore
        cbz     x0, 1f
        ret
1:      mov     x0, x1
        b       FailMemory
        endfunction Allocate

// X0: type. W1: AllocationFlags. X2: where the object's address goes, 0 when there is no memory.
        function RhAllocateNewObject
        mov     x3, x2
        mov     w2, w1
        mov     w1, wzr
        b       RhAllocateNewArray
        endfunction RhAllocateNewObject

// X0: type. W1: element count. W2: AllocationFlags. X3: a local of the caller that gets the object's address, 0 when there is no memory.
        function RhAllocateNewArray
        spill
        bl      HermitHeapAllocate
        restore
        ret
        endfunction RhAllocateNewArray

        .macro  spilled name, target
        function \name
        spill
        bl      \target
        restore
        ret
        endfunction \name
        .endm

// void RhpCollect(int generation, int mode, int lowMemory)
        spilled RhpCollect, HermitHeapCollect

// int RhpStartNoGCRegion(long totalSize, int hasLohSize, long lohSize, int disallowFullBlockingGC)
        spilled RhpStartNoGCRegion, HermitHeapStartNoCollectionRegion
        .section .note.GNU-stack, "", @progbits
