// Instructions that C# cannot express. Each function is one of them, by the procedure call standard (AAPCS64).

        .include "Function.inc"

        .section .text.instructions, "ax", @progbits

// ulong name()
        .macro  reads name, register
        function \name
        mrs     x0, \register
        ret
        endfunction \name
        .endm

// void name(ulong value), in force before the next instruction
        .macro  writes name, register
        function \name
        msr     \register, x0
        isb
        ret
        endfunction \name
        .endm

// What a thread reads and changes of its CPU's block (CpuBlock.cs). It could be moved to another CPU between finding the block and using it, so
// interrupts are masked. X1 is the state before.
        .macro  block register
        mrs     x1, daif
        msr     daifset, #2
        mrs     \register, tpidr_el1
        .endm

        .macro  endblock
        msr     daif, x1
        .endm

        reads   HermitFaultAddress, far_el1
        reads   HermitCounterFrequency, cntfrq_el0
        reads   HermitMainIdentifier, midr_el1
        reads   HermitAffinity, mpidr_el1
        reads   HermitProcessorFeatures, id_aa64pfr0_el1
        reads   HermitInstructionFeatures0, id_aa64isar0_el1
        reads   HermitInstructionFeatures1, id_aa64isar1_el1
        reads   HermitCpuBlock, tpidr_el1
        writes  HermitUseCpuBlock, tpidr_el1

// The virtual timer (Arm ARM, D11.2): an interrupt when the counter has gone that far, or further.
        writes  HermitSetTimerValue, cntv_cval_el0
        writes  HermitSetTimerControl, cntv_ctl_el0

// The registers of a GICv3's CPU interface (Arm IHI 0069, 12.2).
        reads   HermitAcknowledgeInterrupt, S3_0_C12_C12_0      // ICC_IAR1_EL1
        writes  HermitEndInterrupt, S3_0_C12_C12_1              // ICC_EOIR1_EL1
        writes  HermitSetInterruptPriority, S3_0_C4_C6_0        // ICC_PMR_EL1
        writes  HermitSetInterruptGroup, S3_0_C12_C12_7         // ICC_IGRPEN1_EL1
        writes  HermitSetFastInterruptGroup, S3_0_C12_C12_6     // ICC_IGRPEN0_EL1
        writes  HermitSetInterruptControl, S3_0_C12_C12_4       // ICC_CTLR_EL1
        reads   HermitInterruptRegisters, S3_0_C12_C12_5        // ICC_SRE_EL1
        writes  HermitSetInterruptRegisters, S3_0_C12_C12_5

// ICC_SGI1R_EL1 and ICC_SGI0R_EL1.
        writes  HermitSendInterrupt, S3_0_C12_C11_5
        writes  HermitSendFastInterrupt, S3_0_C12_C11_7

// The counter at this place in the program: it may be read early otherwise (D11.2.2).
        function HermitTimestamp
        isb
        mrs     x0, cntvct_el0
        ret
        endfunction HermitTimestamp

// bool HermitRandom(ulong* value): RNDR, one try. Z says that there was none.
        function HermitRandom
        mrs     x1, S3_3_C2_C4_0
        str     x1, [x0]
        cset    w0, ne
        ret
        endfunction HermitRandom

// void HermitLoadPageTable(address): with an address space number that is not that of the boot tables, of which translations are kept under 0.
        function HermitLoadPageTable
        orr     x0, x0, #(1 << 48)
        dsb     ishst
        msr     ttbr0_el1, x0
        isb
        tlbi    vmalle1
        dsb     nsh
        isb
        ret
        endfunction HermitLoadPageTable

// Both on all CPUs (D8.14.5).
        function HermitFlushPage
        ubfx    x0, x0, #12, #44
        dsb     ishst
        tlbi    vaae1is, x0
        dsb     ish
        isb
        ret
        endfunction HermitFlushPage

        function HermitFlushTranslations
        dsb     ishst
        tlbi    vmalle1is
        dsb     ish
        isb
        ret
        endfunction HermitFlushTranslations

// Makes walks of the table by this CPU see what was written (D8.2.6). Nothing has to be forgotten: what is invalid is not remembered.
        function HermitPublishTranslations
        dsb     ishst
        isb
        ret
        endfunction HermitPublishTranslations

        function HermitCleanLine
        dc      cvac, x0
        dsb     sy
        ret
        endfunction HermitCleanLine

// void HermitSynchronizeCode(address, bytes): instructions are fetched as data was written (Arm ARM, B2.6.4).
        function HermitSynchronizeCode
        mrs     x3, ctr_el0
        mov     x5, #4
        ubfx    x4, x3, #16, #4
        lsl     x4, x5, x4                      // the smallest line of data caches
        and     x3, x3, #15
        lsl     x3, x5, x3                      // and of instruction caches
        add     x1, x0, x1
        sub     x6, x4, #1
        bic     x6, x0, x6
1:      dc      cvau, x6
        add     x6, x6, x4
        cmp     x6, x1
        b.lo    1b
        dsb     ish
        sub     x6, x3, #1
        bic     x6, x0, x6
2:      ic      ivau, x6
        add     x6, x6, x3
        cmp     x6, x1
        b.lo    2b
        dsb     ish
        isb
        ret
        endfunction HermitSynchronizeCode

        function HermitFinishWrites
        dsb     ishst
        ret
        endfunction HermitFinishWrites

// Waits with interrupts masked, which wakes just as well, and lets them arrive then: none is lost between the two.
        function HermitWaitForInterrupt
        dsb     sy
        wfi
        msr     daifclr, #2
        isb
        msr     daifset, #2
        ret
        endfunction HermitWaitForInterrupt

// void HermitLinger(rounds): so many YIELDs with interrupts on.
        function HermitLinger
        msr     daifclr, #2
1:      yield
        subs    w0, w0, #1
        b.ne    1b
        msr     daifset, #2
        ret
        endfunction HermitLinger

// Not fast interrupts, by which another CPU stops this one for good.
        function HermitHalt
        msr     daifset, #2
1:      wfi
        b       1b
        endfunction HermitHalt

        function HermitPreemptionDisabled
        block   x2
        ldr     w0, [x2, #12]
        endblock
        ret
        endfunction HermitPreemptionDisabled

        function HermitDisablePreemption
        block   x2
        ldr     w0, [x2, #12]
        add     w0, w0, #1
        str     w0, [x2, #12]
        endblock
        ret
        endfunction HermitDisablePreemption

// Returns 1 when this was the last region and another thread has to run, 0 when not, 2 when there is no region.
        function HermitEnablePreemption
        block   x2
        ldr     w3, [x2, #12]
        mov     w0, #2
        cbz     w3, 1f
        subs    w3, w3, #1
        str     w3, [x2, #12]
        mov     w0, #0
        b.ne    1f
        ldr     w0, [x2, #16]
1:      endblock
        ret
        endfunction HermitEnablePreemption

        function HermitTakeRescheduleRequest
        block   x2
        ldr     w0, [x2, #16]
        str     wzr, [x2, #16]
        endblock
        ret
        endfunction HermitTakeRescheduleRequest

        function HermitRequestReschedule
        block   x2
        mov     w0, #1
        str     w0, [x2, #16]
        endblock
        ret
        endfunction HermitRequestReschedule

        function HermitStackPointer
        mov     x0, sp
        ret
        endfunction HermitStackPointer

// void HermitTouchStack(bytes): reads that far below the stack pointer, so that the stack grows now.
        function HermitTouchStack
        mov     x1, sp
        sub     x1, x1, x0
        ldrb    w1, [x1]
        ret
        endfunction HermitTouchStack

        function HermitFramePointer
        mov     x0, x29
        ret
        endfunction HermitFramePointer

// void HermitSetHandlerStack(top): SP_EL1, from ordinary code, which uses SP_EL0.
        function HermitSetHandlerStack
        mrs     x1, daif
        msr     daifset, #15
        msr     spsel, #1
        mov     sp, x0
        msr     spsel, #0
        msr     daif, x1
        ret
        endfunction HermitSetHandlerStack

// From here on errors of the system are taken, and fast interrupts, by which another CPU stops this one.
        function HermitUnmaskExceptions
        msr     daifclr, #5
        ret
        endfunction HermitUnmaskExceptions

// nint HermitCallHypervisor(function, argument, argument, argument), and the same by the secure monitor (SMC Calling Convention, Arm DEN 0028).
        function HermitCallHypervisor
        hvc     #0
        ret
        endfunction HermitCallHypervisor

        function HermitCallMonitor
        smc     #0
        ret
        endfunction HermitCallMonitor

// nint HermitCallDebugger(operation, parameter): semihosting. Where there is none, this is an exception; Interrupts.cs knows the instruction.
        function HermitCallDebugger
        .globl  HermitDebuggerInstruction
HermitDebuggerInstruction:
        hlt     #0xF000
        ret
        endfunction HermitCallDebugger
        .section .note.GNU-stack, "", @progbits
