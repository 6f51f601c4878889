// From a boot loader to C#. The MMU is off and interrupts are masked; X0 is the address of the device tree, or 0; X19 is what to call in the end.
// BootChecks.S looks whether the image can run here; then we map the image and the registers below 1 GiB with blocks of that size, turn the MMU on and
// call C#, which builds the final address space.

        .set    PageSize, 4096
        .set    BootStackSize, 32768            // CpuMemory.cs
        .set    HandlerStackSize, 16384

// QEMU's `virt` puts the tree at the start of its RAM where an ELF file leaves room for it, and tells nobody (hw/arm/boot.c).
        .set    UsualTree, 0x40000000

// Descriptors (Arm ARM, D8.3). Of what the boot tables map, translations are kept under an address space number of their own (nG), so that none is in
// the way of the final table's.
        .set    Valid, 1
        .set    Table, 2
        .set    NormalMemory, 1 << 2            // MAIR_EL1's attribute 1
        .set    InnerShareable, 3 << 8
        .set    Accessed, 1 << 10
        .set    NotGlobal, 1 << 11
        .set    ExecuteNever, 3 << 53
        .set    Gigabyte, 30

// Attribute 0 is Device-nGnRE, 1 is Normal, write-back (D19.2.103).
        .set    Attributes, 0xFF04
// 48 bits of address through TTBR0, none through TTBR1, walks through inner shareable write-back caches (D19.2.147).
        .set    TranslationControl, 16 | (1 << 8) | (1 << 10) | (3 << 12) | (1 << 23)
        .set    LargestPhysical, 5              // 48 bits
// What is one in ARMv8.0 (D19.2.128), and what is on: MMU, data and instruction caches, the check of the stack pointer's alignment.
        .set    SystemControl, 0x30D00800
        .set    SystemControlOn, SystemControl | (1 << 0) | (1 << 2) | (1 << 3) | (1 << 12)

        .section .text.boot, "ax", @progbits
        .globl  HermitBoot
        .type   HermitBoot, @function
HermitBoot:
        mrs     x21, cntvct_el0                 // the first moment we can measure
        mov     x20, x0
        cbnz    x20, 1f
        mov     x20, #UsualTree
1:      bl      HermitEnterEl1
        b       HermitCheckMachine
        .size   HermitBoot, . - HermitBoot

// From BootChecks.S, with X19 to X21 as they were.
        .globl  HermitTurnMmuOn
        .type   HermitTurnMmuOn, @function
HermitTurnMmuOn:
        adrp    x0, BootTopTable
        adrp    x1, BootPointerTable
        mov     x2, #(Valid | Table)
        orr     x2, x2, x1
        str     x2, [x0]

        ldr     x3, =(Valid | Accessed | NotGlobal | ExecuteNever)
        str     x3, [x1]                        // registers
        mov     x3, #(Valid | NormalMemory | InnerShareable | Accessed | NotGlobal)
        mov     x4, x20
        bl      MapGigabyte                     // the tree
        adrp    x4, __hermit_image_start
        bl      MapGigabyte
        adrp    x4, __hermit_image_end
        bl      MapGigabyte
        mov     x5, #(1 << Gigabyte)
        add     x4, x4, x5                      // what is right behind
        bl      MapGigabyte

// The caches are off: what they may hold of the tables from before must not be written over them.
        dmb     sy
        dc      ivac, x0
        dc      ivac, x1
        add     x2, x1, #64
        dc      ivac, x2
        dsb     sy

        bl      HermitSetTranslation
        adrp    x0, BootTopTable
        bl      HermitUseTranslation

        msr     spsel, #0                       // all but handlers use SP_EL0
        adrp    x0, BootStack + BootStackSize
        mov     sp, x0
        mov     x29, xzr
        adrp    x0, HermitEntryTimestamp
        str     x21, [x0, :lo12:HermitEntryTimestamp]
        adrp    x0, HermitStartInfo
        str     x20, [x0, :lo12:HermitStartInfo]
        blr     x19
        brk     #0
        .size   HermitTurnMmuOn, . - HermitTurnMmuOn

// Maps the gigabyte of memory that the address X4 is in by X3 in the table at X1, but not over the registers. Changes X5 and X6.
MapGigabyte:
        lsr     x5, x4, #Gigabyte
        cbz     x5, 1f
        cmp     x5, #512
        b.hs    1f
        lsl     x6, x5, #Gigabyte
        orr     x6, x6, x3
        str     x6, [x1, x5, lsl #3]
1:      ret

// Every CPU comes by here, with the MMU off: how tables are read. Changes X2 and X3.
        .globl  HermitSetTranslation
        .type   HermitSetTranslation, @function
HermitSetTranslation:
        mov     x2, #Attributes
        msr     mair_el1, x2
        ldr     x2, =TranslationControl
        mrs     x3, id_aa64mmfr0_el1
        and     x3, x3, #15
        cmp     x3, #LargestPhysical
        b.ls    1f
        mov     x3, #LargestPhysical
1:      bfi     x2, x3, #32, #3
        msr     tcr_el1, x2
        ret
        .size   HermitSetTranslation, . - HermitSetTranslation

// And here: turns the MMU on with the table in X0, and allows the SIMD registers. Changes X2.
        .globl  HermitUseTranslation
        .type   HermitUseTranslation, @function
HermitUseTranslation:
        msr     ttbr0_el1, x0
        tlbi    vmalle1
        ic      iallu
        dsb     nsh
        isb
        ldr     x2, =SystemControlOn
        msr     sctlr_el1, x2
        mov     x2, #(3 << 20)                  // FPEN
        msr     cpacr_el1, x2
        isb
        ret
        .size   HermitUseTranslation, . - HermitUseTranslation

// And first here: continues at EL1, with the MMU off and the vectors set; from EL3 it stays there. Changes X0, and X28, by which the vectors tell
// what an exception means before there is a CPU block.
        .globl  HermitEnterEl1
        .type   HermitEnterEl1, @function
HermitEnterEl1:
        mrs     x0, currentel
        cmp     x0, #(2 << 2)
        b.hi    9f
        b.lo    1f
        mov     x0, #(1 << 31)                  // HCR_EL2.RW: EL1 is AArch64
        msr     hcr_el2, x0
        mov     x0, #3                          // the counter and the timer belong to EL1
        msr     cnthctl_el2, x0
        msr     cntvoff_el2, xzr
        mov     x0, #0x33FF                     // nothing of SIMD is trapped
        msr     cptr_el2, x0
        msr     hstr_el2, xzr
        msr     mdcr_el2, xzr
        mrs     x0, midr_el1
        msr     vpidr_el2, x0
        mrs     x0, mpidr_el1
        msr     vmpidr_el2, x0
        mrs     x0, id_aa64pfr0_el1
        ubfx    x0, x0, #24, #4
        cbz     x0, 1f
        mrs     x0, S3_4_C12_C9_5               // ICC_SRE_EL2: the interrupt controller is reached by registers, from EL1, too
        orr     x0, x0, #1                      // SRE
        orr     x0, x0, #8                      // Enable
        msr     S3_4_C12_C9_5, x0
        isb
        msr     S3_4_C12_C11_0, xzr             // ICH_HCR_EL2

1:      ldr     x0, =SystemControl
        msr     sctlr_el1, x0
        msr     tpidr_el1, xzr
        msr     tpidrro_el0, xzr
        mov     x28, xzr
        adrp    x0, HermitVectors
        add     x0, x0, :lo12:HermitVectors
        msr     vbar_el1, x0
        isb
        mrs     x0, currentel
        cmp     x0, #(1 << 2)
        b.eq    9f
        mov     x0, #0x3C5                      // EL1h, everything masked
        msr     spsr_el2, x0
        msr     elr_el2, x30
        eret
9:      ret
        .size   HermitEnterEl1, . - HermitEnterEl1
        .ltorg

        .section .data.boot, "aw", @progbits
        .align  3
        .globl  HermitEntryTimestamp
HermitEntryTimestamp:
        .quad   0

        .globl  HermitStartInfo
HermitStartInfo:
        .quad   0

// The stacks with which the boot CPU starts, each with a page below it that nothing may touch (KernelStacks). Until the final page table is in use, two
// of these pages are the boot page tables, which need a place only until then.
        .section .bss.boot, "aw", @nobits
        .p2align 12
BootTopTable:                                   // the guard of
        .skip   PageSize
NestedStack:
        .skip   HandlerStackSize
BootPointerTable:                               // the guard of
        .skip   PageSize
HandlerStack:
        .skip   HandlerStackSize
        .skip   PageSize                        // the guard of
BootStack:
        .skip   BootStackSize

        .section .rodata.boot, "a", @progbits
        .align  3
        .globl  HermitStacks
HermitStacks:                                   // first address and size, by KernelStack
        .quad   BootStack, BootStackSize
        .quad   HandlerStack, HandlerStackSize
        .quad   NestedStack, HandlerStackSize
        .section .note.GNU-stack, "", @progbits
