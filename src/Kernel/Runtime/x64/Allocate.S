// Allocation: the fast paths, and the entries to the heap that may collect.
//
// Fast path. A thread owns the zeroed memory from AllocationPointer to AllocationLimit. Each of the four helpers is a restartable
// sequence: a thread that is preempted within it goes on at the helper's first instruction (AllocationRestart.cs), where RDI and RSI
// still are what they were. So no thread keeps an AllocationPointer in a register across a collection, which takes the memory away.
// Order of the stores: element count, type, then AllocationPointer. Below AllocationPointer are whole objects only; at it may lie
// one whose count or type was stored before a restart, which is whole, or a zero type, which ends a walk. docs/gc.md has the argument.
//
// (Calling convention: .NET 10.0, nativeaot/Runtime/amd64/AllocFast.S as assembled in libRuntime.WorkstationGC.a.)

        .intel_syntax noprefix
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
        .align  16
\name:
        .cfi_startproc
        .endm

// RDX: bytes. Hands out the object and leaves, or goes on at the label. Keeps RDI and RSI.
        .macro  bump slow, lengths
        mov     rax, fs:[ThreadBlock_Window_Pointer]
        add     rdx, rax
        cmp     rdx, fs:[ThreadBlock_Window_Limit]
        ja      \slow
        .if     \lengths
        mov     [rax + ObjectHeader_Length], esi
        .endif
        mov     [rax], rdi
        mov     fs:[ThreadBlock_Window_Pointer], rdx
        ret
        .endm

        .globl  RhpAllocateRestart_start
        .globl  RhpAllocateRestart_end
        .align  HelperAlignment
RhpAllocateRestart_start:

// RDI: type. RAX := the object.
        function RhpNewFast, HelperAlignment
        mov     edx, [rdi + MethodTable_BaseSize]
        bump    AllocateObject, 0
        endfunction RhpNewFast

// RDI: type of a vector. RSI: element count, unsigned. RAX := the array.
        function RhpNewArrayFast, HelperAlignment
        cmp     rsi, LargestArrayLength
        ja      FailOverflow
        movzx   edx, word ptr [rdi + MethodTable_ComponentSize]
        imul    rdx, rsi
        add     rdx, ArrayBaseSize + 7
        and     rdx, -8
        bump    AllocateArray, 1
        endfunction RhpNewArrayFast

// The same for elements of eight bytes.
        function RhpNewPtrArrayFast, HelperAlignment
        cmp     rsi, LargestArrayLength
        ja      FailOverflow
        lea     rdx, [rsi * 8 + ArrayBaseSize]
        bump    AllocateArray, 1
        endfunction RhpNewPtrArrayFast

// RDI: the type of strings. RSI: character count, unsigned. RAX := the string.
        function RhNewString, HelperAlignment
        cmp     rsi, LargestStringLength
        ja      FailMemory
        lea     rdx, [rsi * 2 + StringBaseSize + 7]
        and     rdx, -8
        bump    AllocateArray, 1
        endfunction RhNewString

        .align  HelperAlignment
RhpAllocateRestart_end:

// RDI: type with a finalizer. RAX := the object.
        function RhpNewFinalizable, 16
        mov     edx, FlagFinalize
        xor     esi, esi
        jmp     Allocate
        endfunction RhpNewFinalizable

        local   AllocateObject
        xor     esi, esi
        xor     edx, edx
        jmp     Allocate
        endfunction AllocateObject

        local   AllocateArray
        xor     edx, edx
        jmp     Allocate
        endfunction AllocateArray

// The program's core library throws in the name of the caller. RDI: type. RSI: whether the size overflowed.
        local   FailOverflow
        mov     esi, 1
        jmp     RhExceptionHandling_FailedAllocation
        endfunction FailOverflow

        local   FailMemory
        xor     esi, esi
        jmp     RhExceptionHandling_FailedAllocation
        endfunction FailMemory

// The registers that survive calls, onto the stack, where a collection looks for references. They are otherwise restored by C#
// functions that may not have saved them yet when the collection runs. First the stack that a collection takes is committed: a fault
// below would commit it while a lock of the frame allocator may be held. A collection scans the stack from here: what lies below is the
// collector's own, and its frames are full of what earlier calls left there. Whether the thread collects or waits for another one to.
// The lowest word is a root as well: a new object is there before another thread can collect.
        .macro  spill
        .set    page, 1
        .rept   CollectionStackPages
        test    [rsp - page * PageBytes], eax
        .set    page, page + 1
        .endr
        .irp    register, rbp, rbx, r12, r13, r14, r15
        push    \register
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset \register, 0
        .endr
        push    0
        .cfi_adjust_cfa_offset 8
        mov     fs:[ThreadBlock_CollectorStack], rsp
        .endm

        .macro  restore
        mov     qword ptr fs:[ThreadBlock_CollectorStack], 0
        add     rsp, 8
        .cfi_adjust_cfa_offset -8
        .irp    register, r15, r14, r13, r12, rbx, rbp
        pop     \register
        .cfi_adjust_cfa_offset -8
        .cfi_restore \register
        .endr
        .endm

// RDI: type. ESI: element count. EDX: AllocationFlags. RAX := the object; does not return when there is no memory.
        local   Allocate
        spill
        mov     rbx, rdi
        mov     rcx, rsp
        call    HermitHeapAllocate
        mov     rdi, rbx
        restore
        test    rax, rax
        jz      FailMemory
        ret
        endfunction Allocate

// RDI: type. ESI: AllocationFlags. RDX: where the object's address goes, 0 when there is no memory.
        function RhAllocateNewObject, 16
        mov     rcx, rdx
        mov     edx, esi
        xor     esi, esi
        jmp     RhAllocateNewArray
        endfunction RhAllocateNewObject

// RDI: type. ESI: element count. EDX: AllocationFlags. RCX: a local of the caller that gets the object's address, 0 when there is no memory.
        function RhAllocateNewArray, 16
        spill
        call    HermitHeapAllocate
        restore
        ret
        endfunction RhAllocateNewArray

        .macro  spilled name, target
        function \name
        spill
        call    \target
        restore
        ret
        endfunction \name
        .endm

// void RhpCollect(int generation, int mode, int lowMemory)
        spilled RhpCollect, HermitHeapCollect

// int RhpStartNoGCRegion(long totalSize, int hasLohSize, long lohSize, int disallowFullBlockingGC)
        spilled RhpStartNoGCRegion, HermitHeapStartNoCollectionRegion
