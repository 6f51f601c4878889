// From 32-bit protected mode with paging off and flat segments to C#. The address of hvm_start_info is in EBX. BootChecks.S looks whether the image can run here; then we map
// the first gigabyte with 2 MiB pages, enter long mode and call C#, which builds the final address space.

        .intel_syntax noprefix

        .set    PageSize, 4096
        .set    BootStackSize, 32768
        .set    HandlerStackSize, 16384

        .set    Present, 1
        .set    Writable, 2
        .set    Large, 0x80

        .section .text.boot, "ax", @progbits
        .code32
// EDI is what to call in the end.
        .globl  HermitBoot
        .type   HermitBoot, @function
HermitBoot:
        mov     dword ptr [KernelStart], edi
        rdtsc                                   // the first moment we can measure
        mov     dword ptr [HermitEntryTimestamp], eax
        mov     dword ptr [HermitEntryTimestamp + 4], edx

        jmp     HermitCheckMachine
        .size   HermitBoot, . - HermitBoot

        .globl  HermitEnterLongMode
        .type   HermitEnterLongMode, @function
HermitEnterLongMode:
        mov     dword ptr [HermitStartInfo], ebx // kept for BootCpu.ReadStartInfo

        // One table of 2 MiB pages. W^X begins with the final tables.
        mov     edi, offset BootPageDirectory
        mov     eax, Present | Writable | Large
        xor     edx, edx
        mov     ecx, 512
1:      mov     [edi], eax
        mov     [edi + 4], edx
        add     eax, 0x200000
        add     edi, 8
        dec     ecx
        jnz     1b
        mov     eax, offset BootPageDirectory + (Present | Writable)
        mov     [BootPointerTable], eax
        mov     eax, offset BootPointerTable + (Present | Writable)
        mov     [BootTopTable], eax

        mov     esi, offset HermitEntry64
        jmp     HermitTurnLongModeOn
        .size   HermitEnterLongMode, . - HermitEnterLongMode

// Every processor comes by here, in 32-bit protected mode; ESI is where it goes on in 64-bit mode. Application processors find the boot page
// tables as they were: nothing maps their memory any more, and nothing else is put there.
        .globl  HermitTurnLongModeOn
        .type   HermitTurnLongModeOn, @function
HermitTurnLongModeOn:
        mov     eax, offset BootTopTable
        mov     cr3, eax

        mov     eax, cr4
        or      eax, (1 << 5) | (1 << 9) | (1 << 10) // PAE, OSFXSR, OSXMMEXCPT
        mov     cr4, eax

        mov     ecx, 0xC0000080                 // IA32_EFER
        rdmsr
        or      eax, (1 << 8) | (1 << 11)       // LME, NXE
        wrmsr

        mov     eax, cr0
        and     eax, 0x9FFFFFFB                 // EM, NW, CD off
        or      eax, 0x80010023                 // PG, WP, NE, MP, PE
        mov     cr0, eax

        lgdt    [BootDescriptorPointer]
        ljmp    0x08, offset LongMode
        .size   HermitTurnLongModeOn, . - HermitTurnLongModeOn

        .code64
        .type   LongMode, @function
LongMode:
        .cfi_startproc
        .cfi_undefined rip
        mov     eax, 0x10
        mov     ds, eax
        mov     es, eax
        mov     ss, eax
        xor     eax, eax
        mov     fs, eax
        mov     gs, eax
        mov     eax, esi
        jmp     rax
        .cfi_endproc
        .size   LongMode, . - LongMode

        .type   HermitEntry64, @function
HermitEntry64:
        .cfi_startproc
        .cfi_undefined rip
        lea     rsp, [rip + BootStack + BootStackSize]
        xor     ebp, ebp
        call    HermitFindStringInstructions
        call    [rip + KernelStart]
        ud2
        .cfi_endproc
        .size   HermitEntry64, . - HermitEntry64

        .section .rodata.boot, "a", @progbits
        .align  8
        .globl  HermitBootDescriptors           // for Processors.S
HermitBootDescriptors:
        .quad   0
        .quad   0x00AF9A000000FFFF              // 0x08: 64-bit code
        .quad   0x00CF92000000FFFF              // 0x10: data
        .quad   0x00CF9A000000FFFF              // 0x18: 32-bit code, for processors that come from real mode
BootDescriptorPointer:
        .word   . - HermitBootDescriptors - 1
        .long   HermitBootDescriptors

        .section .data.boot, "aw", @progbits
        .align  8
        .globl  HermitEntryTimestamp
HermitEntryTimestamp:
        .quad   0

KernelStart:
        .quad   0

        .globl  HermitStartInfo
HermitStartInfo:
        .quad   0

// The stacks with which the boot CPU starts, each with a page below it that nothing may touch (KernelStacks). Until the final page table is in
// use, some of these pages are the boot page tables, which need a place only until then.
        .section .bss.boot, "aw", @nobits
        .align  PageSize
BootTopTable:                                   // the guard of
        .skip   PageSize
NonMaskableStack:
        .skip   HandlerStackSize
BootPointerTable:                               // the guard of
        .skip   PageSize
DoubleFaultStack:
        .skip   HandlerStackSize
BootPageDirectory:                              // the guard of
        .skip   PageSize
FaultStack:
        .skip   HandlerStackSize
        .skip   PageSize                        // the guard of
InterruptStack:
        .skip   HandlerStackSize
        .skip   PageSize                        // the guard of
BootStack:
        .skip   BootStackSize

        .section .rodata.boot, "a", @progbits
        .align  8
        .globl  HermitStacks
HermitStacks:                                   // first address and size, by KernelStack
        .quad   BootStack, BootStackSize
        .quad   FaultStack, HandlerStackSize
        .quad   InterruptStack, HandlerStackSize
        .quad   DoubleFaultStack, HandlerStackSize
        .quad   NonMaskableStack, HandlerStackSize
        .section .note.GNU-stack, "", @progbits
