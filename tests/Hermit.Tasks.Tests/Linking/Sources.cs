namespace Hermit.Tasks.Tests.Linking;

/// <summary>Assembly code with one of everything.</summary>
internal static class Sources
{
    public const string X64Relocations = """
        .intel_syntax noprefix
        .text
        .globl _start
        _start:
        .cfi_startproc
            mov rax, qword ptr [rip + target@GOTPCREL]
            mov r12, qword ptr [rip + target@GOTPCREL]
            mov eax, dword ptr [rip + target@GOTPCREL]
            jmp qword ptr [rip + target@GOTPCREL]
            call qword ptr [rip + target@GOTPCREL]
            test rax, qword ptr [rip + target@GOTPCREL]
            cmp r9, qword ptr [rip + target@GOTPCREL]
            add rcx, qword ptr [rip + target@GOTPCREL]
            push qword ptr [rip + target@GOTPCREL]
            call target@PLT
            jmp weak_one
            mov rax, fs:0
            lea rbx, [rax + first_thread_local@tpoff]
            mov rcx, qword ptr [rip + second_thread_local@GOTTPOFF]
            mov r13, qword ptr [rip + second_thread_local@GOTTPOFF]
            add rcx, qword ptr [rip + second_thread_local@GOTTPOFF]
            add r13, qword ptr [rip + second_thread_local@GOTTPOFF]
            add rsp, qword ptr [rip + second_thread_local@GOTTPOFF]
            .byte 0x66
            lea rdi, first_thread_local@tlsgd[rip]
            .value 0x6666
            rex64
            call __tls_get_addr@PLT
            movzx eax, word ptr [target]
            mov esi, offset __stop_set_of_things
            lea rax, [rip + __start_set_of_things]
            mov rsi, offset shared_common
            movabs rdi, offset optional
            ret
        .cfi_endproc
        .weak optional
        .comm shared_common, 64, 32
        .comm own_common, 8, 8
        .section set_of_things, "aw", @progbits
            .quad target - ., target, _start
            .long target - ., target
        .section .rodata.strings, "aMS", @progbits, 1
            .asciz "one"
        .section .data.rel.ro, "aw"
            .quad target
        .section .note.Xen, "a", @note
            .long 4, 4, 18
            .asciz "Xen"
            .long _start
        .section .text.shared, "axG", @progbits, shared_group, comdat
        .weak in_group
        in_group:
        .cfi_startproc
            nop
            ret
        .cfi_endproc
        """;

    public const string X64Definitions = """
        .intel_syntax noprefix
        .text
        .globl target, weak_one
        .weak weak_one
        target:
        .cfi_startproc
            ret
        .cfi_endproc
        weak_one:
        .cfi_startproc
        .cfi_personality 0x1b, target
            push rbp
        .cfi_adjust_cfa_offset 8
            ret
        .cfi_endproc
        .comm shared_common, 128, 16
        .section set_of_things, "aw", @progbits
            .quad 1
        .section .rodata.strings, "aMS", @progbits, 1
            .asciz "two"
        .section .tdata, "awT", @progbits
            .quad 7
        .globl first_thread_local, second_thread_local
        first_thread_local: .quad 1
        .section .tbss, "awT", @nobits
        .p2align 3
        second_thread_local: .zero 16
        .section .text.shared, "axG", @progbits, shared_group, comdat
        .weak in_group
        in_group:
        .cfi_startproc
            nop
            ret
        .cfi_endproc
        """;

    public const string Arm64Relocations = """
        .text
        .globl _start
        _start:
        .cfi_startproc
            adrp x0, buffer
            add x0, x0, :lo12:buffer
            ldrb w1, [x0, :lo12:buffer]
            ldrh w1, [x0, :lo12:buffer]
            ldr w1, [x0, :lo12:buffer]
            ldr x1, [x0, :lo12:buffer]
            ldr q1, [x0, :lo12:buffer]
            adrp x2, :got:function
            ldr x2, [x2, :got_lo12:function]
            ldr x3, literal
            adr x3, literal
            cbz x3, function
            tbz x3, #3, function
            b.eq function
            bl function
            b function
            movz x5, #:abs_g1:buffer
            movk x5, #:abs_g0_nc:buffer
            mrs x4, tpidr_el0
            add x4, x4, :tprel_hi12:thread_local
            add x4, x4, :tprel_lo12_nc:thread_local
            ret
        .cfi_endproc
        .globl function
        function:
            ret
        .p2align 4
        literal: .quad buffer
            .long buffer - ., buffer
        .data
        .p2align 4
        buffer: .quad function, _start
        .section .tdata, "awT", @progbits
            .quad 0
        thread_local: .quad 1
        """;
}
