// Exceptions at the level of registers: what a throw records, and how the funclets of a frame are run. Everything that can
// be said in C# is in Exceptions/*.cs; the dispatcher itself is System.Runtime.EH in the program's own CoreLib.
//
// No callee-saved register is changed before it is recorded, so the call frame information below lets a stack walk pass
// through a throw (it then sees the throwing frame) and through the call of a funclet (it then sees the dispatcher).

        .intel_syntax noprefix
        .include "Function.inc"

        .include "Abi.inc"

        // What is in a field of ExInfo behind the kind: the pass.
        .set    FirstPass, 1 << 8

        .set    ThrowRecordSize, ExInfo_Size + LimitedContext_Size

        .section .text.exceptions, "ax", @progbits

// The rest of the context: the registers that survive calls.
        .macro  recordCalleeSaved
        mov     [rsp + ExInfo_Size + UnwindRegisters_Rbp], rbp
        mov     [rsp + ExInfo_Size + UnwindRegisters_Rbx], rbx
        mov     [rsp + ExInfo_Size + UnwindRegisters_R12], r12
        mov     [rsp + ExInfo_Size + UnwindRegisters_R13], r13
        mov     [rsp + ExInfo_Size + UnwindRegisters_R14], r14
        mov     [rsp + ExInfo_Size + UnwindRegisters_R15], r15
        .endm

// Fills the ExInfo at RSP and makes it the thread's innermost. RDX is left with the one that was. Whoever throws is not in native code.
        .macro  linkExInfo kind
        mov     qword ptr [rsp + ExInfo_Exception], 0
        mov     dword ptr [rsp + ExInfo_Kind], \kind | FirstPass
        mov     dword ptr [rsp + ExInfo_Clause], NoClause
        lea     rax, [rsp + ExInfo_Size]
        mov     [rsp + ExInfo_Context], rax
        mov     rdx, fs:[ThreadBlock_ExInfoHead]
        mov     [rsp + ExInfo_Previous], rdx
        mov     fs:[ThreadBlock_ExInfoHead], rsp
        mov     qword ptr fs:[ThreadBlock_TransitionFrame], 0
        .endm

// A call from managed code: records the caller as the frame that throws, and calls dispatch(RDI, ExInfo*).
        .macro  throwFromCaller kind, dispatch, argument
        sub     rsp, ThrowRecordSize + 8
        .cfi_adjust_cfa_offset ThrowRecordSize + 8
        mov     rax, [rsp + ThrowRecordSize + 8]
        mov     [rsp + ExInfo_Size + UnwindRegisters_Rip], rax
        lea     rax, [rsp + ThrowRecordSize + 16]
        mov     [rsp + ExInfo_Size + UnwindRegisters_Rsp], rax
        recordCalleeSaved
        linkExInfo \kind
        .ifnb   \argument
        mov     rdi, \argument
        .endif
        mov     rsi, rsp
        call    \dispatch
        .endm

// void RhpThrowEx(exception): does not return.
        function RhpThrowEx, 16
        throwFromCaller ThrowKind, RhThrowEx
        .globl  HermitThrowReturn
HermitThrowReturn:
        int3
        endfunction RhpThrowEx

// void RhpRethrow(): throws again what the innermost catch funclet of this thread caught. Does not return.
        function RhpRethrow, 16
        throwFromCaller NoKind, RhRethrow, rdx
        .globl  HermitRethrowReturn
HermitRethrowReturn:
        int3
        endfunction RhpRethrow

// void RhpThrowHwEx(code, instruction): where the thread goes on after a hardware fault. RSP is that of the frame that
// throws, at any alignment; nothing was pushed. Does not return.
        .globl  RhpThrowHwEx
        .type   RhpThrowHwEx, @function
        .align  16
RhpThrowHwEx:
        .cfi_startproc
        .cfi_signal_frame
        .cfi_def_cfa rsp, 0
        .cfi_register rip, rsi
        mov     rax, rsp
        .cfi_def_cfa_register rax
        and     rsp, -16
        sub     rsp, ThrowRecordSize
        mov     [rsp + ExInfo_Size + UnwindRegisters_Rip], rsi
        mov     [rsp + ExInfo_Size + UnwindRegisters_Rsp], rax
        .cfi_def_cfa rsp, ThrowRecordSize
        .cfi_offset rip, UnwindRegisters_Rip - LimitedContext_Size
        .cfi_offset rsp, UnwindRegisters_Rsp - LimitedContext_Size
        recordCalleeSaved
        linkExInfo HardwareFaultKind
        mov     rsi, rsp
        call    RhThrowHwEx
        .globl  HermitThrowHwReturn
HermitThrowHwReturn:
        int3
        endfunction RhpThrowHwEx

        .macro  push_ register
        push    \register
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset \register, 0
        .endm

        .macro  pop_ register
        pop     \register
        .cfi_adjust_cfa_offset -8
        .cfi_restore \register
        .endm

        .macro  pushCalleeSaved
        push_   rbp
        push_   rbx
        push_   r12
        push_   r13
        push_   r14
        push_   r15
        .endm

        .macro  popCalleeSaved
        pop_    r15
        pop_    r14
        pop_    r13
        pop_    r12
        pop_    rbx
        pop_    rbp
        .endm

// Gives the callee-saved registers the values that the frame of the RegisterDisplay at `display` has.
        .macro  loadFrame display
        mov     rbp, [\display + UnwindRegisters_Rbp]
        mov     rbx, [\display + UnwindRegisters_Rbx]
        mov     r12, [\display + UnwindRegisters_R12]
        mov     r13, [\display + UnwindRegisters_R13]
        mov     r14, [\display + UnwindRegisters_R14]
        mov     r15, [\display + UnwindRegisters_R15]
        .endm

// void RhpCallCatchFunclet(exception, handler, RegisterDisplay*, ExInfo*): runs the handler in the frame that catches,
// drops every dispatch below that frame and goes on there, at the address that the handler gives. Does not return.
        function RhpCallCatchFunclet, 16
        pushCalleeSaved
        sub     rsp, 24
        .cfi_adjust_cfa_offset 24
        mov     [rsp], rdx
        mov     [rsp + 8], rcx
        lock and dword ptr fs:[ThreadBlock_StateFlags], ~DoNotTriggerGc
        mov     rax, rsi
        loadFrame rdx
        call    rax
        .globl  HermitCatchReturn
HermitCatchReturn:
        mov     rdx, [rsp]
        mov     rcx, [rsp + 8]
        mov     rdx, [rdx + RegisterDisplay_StackPointer]
1:      mov     rcx, [rcx + ExInfo_Previous]
        test    rcx, rcx
        jz      2f
        cmp     rcx, rdx
        jb      1b
2:      mov     fs:[ThreadBlock_ExInfoHead], rcx
        mov     rsp, rdx
        // A thread that is stopped here already has the stack of the frame that catches; a walk that begins here looks at every word.
        .cfi_def_cfa rsp, 0
        .cfi_register rip, rax
        jmp     rax
        endfunction RhpCallCatchFunclet

// void RhpCallFinallyFunclet(handler, RegisterDisplay*): runs a finally or fault handler in its frame.
        function RhpCallFinallyFunclet, 16
        pushCalleeSaved
        sub     rsp, 8
        .cfi_adjust_cfa_offset 8
        lock and dword ptr fs:[ThreadBlock_StateFlags], ~DoNotTriggerGc
        mov     rax, rdi
        loadFrame rsi
        call    rax
        .globl  HermitFinallyReturn
HermitFinallyReturn:
        lock or dword ptr fs:[ThreadBlock_StateFlags], DoNotTriggerGc
        add     rsp, 8
        .cfi_adjust_cfa_offset -8
        popCalleeSaved
        ret
        endfunction RhpCallFinallyFunclet

// bool RhpCallFilterFunclet(exception, filter, RegisterDisplay*): asks a filter whether its handler takes the exception.
        function RhpCallFilterFunclet, 16
        pushCalleeSaved
        sub     rsp, 8
        .cfi_adjust_cfa_offset 8
        mov     rax, rsi
        loadFrame rdx
        call    rax
        .globl  HermitFilterReturn
HermitFilterReturn:
        add     rsp, 8
        .cfi_adjust_cfa_offset -8
        popCalleeSaved
        ret
        endfunction RhpCallFilterFunclet

// Calls worker(RDI, RSI, RDX, UnwindRegisters*) with the registers of our caller's frame.
        .macro  callWithRegisters worker
        sub     rsp, 72
        .cfi_adjust_cfa_offset 72
        mov     rax, [rsp + 72]
        mov     [rsp + UnwindRegisters_Rip], rax
        lea     rax, [rsp + 80]
        mov     [rsp + UnwindRegisters_Rsp], rax
        mov     [rsp + UnwindRegisters_Rbp], rbp
        mov     [rsp + UnwindRegisters_Rbx], rbx
        mov     [rsp + UnwindRegisters_R12], r12
        mov     [rsp + UnwindRegisters_R13], r13
        mov     [rsp + UnwindRegisters_R14], r14
        mov     [rsp + UnwindRegisters_R15], r15
        mov     rcx, rsp
        call    \worker
        add     rsp, 72
        .cfi_adjust_cfa_offset -72
        ret
        .endm

// int RhpGetCurrentThreadStackTrace(nint* output, uint length, nuint addressInCurrentFrame)
        function RhpGetCurrentThreadStackTrace, 16
        callWithRegisters HermitCollectStackTrace
        endfunction RhpGetCurrentThreadStackTrace

// void HermitWriteCurrentStackTrace(write): HermitWriteStackTrace for the caller's frame and those above it
        function HermitWriteCurrentStackTrace, 16
        callWithRegisters HermitWriteStackTrace
        endfunction HermitWriteCurrentStackTrace

// Where a P/Invoke goes whose function the kernel does not have: the linker's stub for it put a text in RDI
// and jumped here, so the return address is still that of the P/Invoke. The worker gives the exception to throw there.
        function HermitMissingEntryPoint, 16
        sub     rsp, 8
        .cfi_adjust_cfa_offset 8
        call    HermitMakeMissingEntryPoint
        add     rsp, 8
        .cfi_adjust_cfa_offset -8
        mov     rdi, rax
        jmp     RhpThrowEx
        endfunction HermitMissingEntryPoint

        .section .note.GNU-stack, "", @progbits
