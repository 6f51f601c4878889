// What has to be true before the image can run, checked with the MMU off: EL1 or EL2, pages of 4 KiB, and RAM under the whole image. Whatever fails is
// said on the serial line where QEMU's `virt` and its kin have it, and the machine is turned off. Nothing here touches memory that may not be there:
// there is no stack.

        .set    Mebibyte, 1 << 20
        .set    ExitCode, 255                   // as of every panic

// What a program that prints one line was measured to need behind its image: page tables, stacks, the first chunks of the heap.
        .set    WorkingBytes, 3 * Mebibyte
        .set    RamStart, 0x40000000

// PL011 (Arm DDI 0183), UARTDR and UARTFR.
        .set    Line, 0x09000000
        .set    LineFlags, 0x18
        .set    LineFull, 5

// What an exception means before there is a CPU block, in X28.
        .set    Unexpected, 0
        .set    Probing, 1
        .set    AskingDebugger, 2
        .set    AskingHypervisor, 3

// Semihosting for AArch64 (Arm's semihosting.rst), and PSCI (DEN 0022).
        .set    WriteByte, 3                    // SYS_WRITEC
        .set    ExitExtended, 0x20              // SYS_EXIT_EXTENDED
        .set    ApplicationExit, 0x20026        // ADP_Stopped_ApplicationExit
        .set    SystemOff, 0x84000008

        .macro  say text
        adrp    x0, \text
        add     x0, x0, :lo12:\text
        bl      Say
        .endm

        .section .text.bootchecks, "ax", @progbits

// Goes on at HermitTurnMmuOn, with X19 to X21 as they were.
        .globl  HermitCheckMachine
        .type   HermitCheckMachine, @function
HermitCheckMachine:
        mrs     x0, currentel
        cmp     x0, #(1 << 2)
        b.ne    WrongLevel
        mrs     x0, id_aa64mmfr0_el1
        ubfx    x0, x0, #28, #4                 // TGran4
        cmp     x0, #15
        b.eq    NoSmallPages

// What is read where no RAM is faults, or is not what was written.
        adrp    x1, __hermit_image_end + WorkingBytes - 4096
        mov     x28, #Probing
        ldr     x2, [x1]
        mvn     x3, x2
        str     x3, [x1]
        dsb     sy
        ldr     x4, [x1]
        cmp     x3, x4
        b.ne    TooSmall
        str     x2, [x1]
        dsb     sy
        mov     x28, #Unexpected
        b       HermitTurnMmuOn
        .size   HermitCheckMachine, . - HermitCheckMachine

// An exception before there is a CPU block; see Interrupts.S.
        .globl  HermitBootFault
        .type   HermitBootFault, @function
HermitBootFault:
        cmp     x28, #AskingDebugger
        b.eq    NoDebugger
        b.hi    Wait
        cmp     x28, #Probing
        b.eq    TooSmall
        say     FaultText
        b       Stop
        .size   HermitBootFault, . - HermitBootFault

TooSmall:
        mov     x28, #Unexpected
        say     TooSmallText
        adrp    x0, __hermit_image_end + WorkingBytes + Mebibyte - 4096
        mov     x1, #RamStart
        sub     x0, x0, x1
        lsr     x0, x0, #20
        bl      SayNumber
        say     AdviceText
        b       Stop

WrongLevel:
        say     WrongLevelText
        b       Stop

NoSmallPages:
        say     NoSmallPagesText

// As MachineControl.PowerOff: the exit code for the launcher, the end of QEMU; else PSCI.
Stop:   mov     x28, #AskingDebugger
        adrp    x1, ExitBlock
        add     x1, x1, :lo12:ExitBlock
        mov     x20, x1
        mov     x21, #4
1:      mov     x0, #WriteByte
        mov     x1, x20
        hlt     #0xF000
        add     x20, x20, #1
        subs    x21, x21, #1
        b.ne    1b
        adrp    x1, ExitBlock + 8
        add     x1, x1, :lo12:(ExitBlock + 8)
        mov     x0, #ExitExtended
        hlt     #0xF000
NoDebugger:
        mov     x28, #AskingHypervisor
        ldr     x0, =SystemOff
        hvc     #0
Wait:   wfi
        b       Wait

// Sends the text at X0, ended by a zero. Changes X0 to X3.
Say:    ldrb    w1, [x0], #1
        cbz     w1, 1f
        mov     x2, #Line
2:      ldr     w3, [x2, #LineFlags]
        tbnz    w3, #LineFull, 2b
        str     w1, [x2]
        b       Say
1:      ret

// Sends X0, below 10,000, in decimal. Changes X0 to X6.
SayNumber:
        mov     x4, #1000
        mov     x5, #10
1:      cmp     x0, x4                          // no leading zeros
        b.hs    2f
        udiv    x4, x4, x5
        cmp     x4, #1
        b.hi    1b
2:      udiv    x1, x0, x4
        msub    x0, x1, x4, x0
        add     w1, w1, #'0'
        mov     x2, #Line
3:      ldr     w3, [x2, #LineFlags]
        tbnz    w3, #LineFull, 3b
        str     w1, [x2]
        udiv    x4, x4, x5
        cbnz    x4, 2b
        ret
        .ltorg

// Beside the code, so that they are in the image's first pages, wherever its end may be.
        .align  3
ExitBlock:
        .word   ExitCode, 0
        .quad   ApplicationExit, ExitCode
TooSmallText:
        .asciz  "\nkernel panic: too little memory\nThis program needs a machine with at least "
AdviceText:
        .asciz  " MiB of memory. Give it more: HermitMemory in the project, -m of QEMU.\n"
WrongLevelText:
        .asciz  "\nkernel panic: entered at exception level 3\nThis program starts at EL1 or EL2 (QEMU: without secure=on).\n"
NoSmallPagesText:
        .asciz  "\nkernel panic: the CPU has no pages of 4 KiB\n"
FaultText:
        .asciz  "\nkernel panic: an exception before the kernel has started\n"
        .section .note.GNU-stack, "", @progbits
