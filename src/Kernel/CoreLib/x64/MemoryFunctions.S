// memmove, memcpy and memset: what compilers call for block operations, by the System V calling convention.
//
// What is long is left to `rep movsb` and `rep stosb` where the processor is good at them (ERMS): from 2 KiB on they take half to two thirds
// of the time of SSE registers. An emulator steps through them byte by byte, thirty times as slowly; its general registers copy twice as fast as
// its SSE registers, which lie in memory, and half the speed of those on a processor, so loops that copy use them. Filling has no such difference.
// Every size class begins with all its loads, so that overlapping blocks come out right; the loops move eight bytes at a time, going away from what is
// still to be read, through two registers in turn: an emulator keeps no more in registers of its processor.

        .intel_syntax noprefix
        .include "Function.inc"
        .text

        .set    StringBytes, 2048

// CPUID (Intel SDM vol. 2).
        .set    FeatureLeaf, 1
        .set    HypervisorBit, 31               // of ECX
        .set    ExtendedFeatureLeaf, 7
        .set    StringsBit, 9                   // of EBX
        .set    HypervisorLeaf, 0x40000000
        .set    EmulatorName, 0x54474354        // "TCGTCGTCGTCG" (QEMU, target/i386/cpu.c), of which EBX has the beginning

// Eight bytes, or four times eight, at a distance from RSI and RDI; RCX and R9 in turn.
        .macro  copy8 offset, register
        mov     \register, [rsi + \offset]
        mov     [rdi + \offset], \register
        .endm

        .macro  copy32 offset
        copy8   \offset, rcx
        copy8   \offset + 8, r9
        copy8   \offset + 16, rcx
        copy8   \offset + 24, r9
        .endm

// The same from the highest address down.
        .macro  copy32down offset
        copy8   \offset + 24, rcx
        copy8   \offset + 16, r9
        copy8   \offset + 8, rcx
        copy8   \offset, r9
        .endm

// void* memmove(void* destination, const void* source, size_t count)
        .globl  memcpy
        .type   memcpy, @function
        function memmove, 16
memcpy:
        mov     rax, rdi
        cmp     rdx, 16
        jb      .Lmove_below_16
        cmp     rdx, 32
        ja      .Lmove_above_32
        movups  xmm0, [rsi]
        movups  xmm1, [rsi + rdx - 16]
        movups  [rdi], xmm0
        movups  [rdi + rdx - 16], xmm1
        ret

.Lmove_above_32:
        cmp     rdx, 64
        ja      .Lmove_above_64
        movups  xmm0, [rsi]
        movups  xmm1, [rsi + 16]
        movups  xmm2, [rsi + rdx - 32]
        movups  xmm3, [rsi + rdx - 16]
        movups  [rdi], xmm0
        movups  [rdi + 16], xmm1
        movups  [rdi + rdx - 32], xmm2
        movups  [rdi + rdx - 16], xmm3
        ret

// The last 64 bytes (going up) or the first 64 (going down) are kept in registers while the loop moves the rest, and are stored at the end:
// the loop then needs no remainder, and may overwrite their source.
.Lmove_above_64:
        mov     rcx, rdi
        sub     rcx, rsi
        cmp     rcx, rdx
        jb      .Lmove_down
        cmp     rdx, StringBytes
        jae     .Lmove_long
.Lmove_up:
        movups  xmm4, [rsi + rdx - 64]
        movups  xmm5, [rsi + rdx - 48]
        movups  xmm6, [rsi + rdx - 32]
        movups  xmm7, [rsi + rdx - 16]
        lea     r8, [rdi + rdx - 64]
        lea     r10, [rdi + rdx - 128]
        cmp     rdi, r10
        jae     .Lmove_up_rest
.Lmove_up_loop:
        copy32  0
        copy32  32
        copy32  64
        copy32  96
        sub     rsi, -128
        sub     rdi, -128
        cmp     rdi, r10
        jb      .Lmove_up_loop
.Lmove_up_rest:
        cmp     rdi, r8
        jae     .Lmove_up_end
        copy32  0
        copy32  32
.Lmove_up_end:
        movups  [r8], xmm4
        movups  [r8 + 16], xmm5
        movups  [r8 + 32], xmm6
        movups  [r8 + 48], xmm7
        ret

// Not where the destination overlaps the source from below: there the string instruction goes byte by byte on every processor.
.Lmove_long:
        neg     rcx
        cmp     rcx, rdx
        jb      .Lmove_up
        cmp     byte ptr [rip + HasFastStrings], 0
        je      .Lmove_up
        mov     rcx, rdx
        rep     movsb
        ret

.Lmove_down:
        movups  xmm4, [rsi]
        movups  xmm5, [rsi + 16]
        movups  xmm6, [rsi + 32]
        movups  xmm7, [rsi + 48]
        lea     r8, [rdi + 64]
        lea     r10, [rdi + 128]
        add     rsi, rdx
        add     rdi, rdx
        cmp     rdi, r10
        jbe     .Lmove_down_rest
.Lmove_down_loop:
        copy32down -32
        copy32down -64
        copy32down -96
        copy32down -128
        add     rsi, -128
        add     rdi, -128
        cmp     rdi, r10
        ja      .Lmove_down_loop
.Lmove_down_rest:
        cmp     rdi, r8
        jbe     .Lmove_down_end
        copy32down -32
        copy32down -64
.Lmove_down_end:
        movups  [rax], xmm4
        movups  [rax + 16], xmm5
        movups  [rax + 32], xmm6
        movups  [rax + 48], xmm7
        ret

.Lmove_below_16:
        cmp     edx, 8
        jae     .Lmove_8_to_15
        cmp     edx, 4
        jae     .Lmove_4_to_7
        cmp     edx, 2
        jae     .Lmove_2_to_3
        test    edx, edx
        jz      .Lmove_none
        mov     cl, [rsi]
        mov     [rdi], cl
.Lmove_none:
        ret
.Lmove_8_to_15:
        mov     rcx, [rsi]
        mov     r8, [rsi + rdx - 8]
        mov     [rdi], rcx
        mov     [rdi + rdx - 8], r8
        ret
.Lmove_4_to_7:
        mov     ecx, [rsi]
        mov     r8d, [rsi + rdx - 4]
        mov     [rdi], ecx
        mov     [rdi + rdx - 4], r8d
        ret
.Lmove_2_to_3:
        mov     cx, [rsi]
        mov     r8w, [rsi + rdx - 2]
        mov     [rdi], cx
        mov     [rdi + rdx - 2], r8w
        ret
        endfunction memmove

// void* memset(void* destination, int value, size_t count)
        function memset, 16
        mov     rax, rdi
        cmp     rdx, StringBytes
        jae     .Lset_long
.Lset:
        movzx   esi, sil
        mov     rcx, 0x0101010101010101
        imul    rsi, rcx
        cmp     rdx, 16
        jb      .Lset_below_16
        movq    xmm0, rsi
        punpcklqdq xmm0, xmm0
        movups  [rdi], xmm0
        movups  [rdi + rdx - 16], xmm0
        cmp     rdx, 32
        jbe     .Lset_done
        movups  [rdi + 16], xmm0
        movups  [rdi + rdx - 32], xmm0
        cmp     rdx, 64
        jbe     .Lset_done

// The ends are done; between them whole aligned lines, two at a time, of which the last may overlap the end.
        lea     r8, [rdi + rdx - 64]
        movups  [rdi + 32], xmm0
        movups  [rdi + 48], xmm0
        movups  [r8], xmm0
        movups  [r8 + 16], xmm0
        add     rdi, 64
        and     rdi, -64
        lea     r9, [r8 - 64]
        cmp     rdi, r9
        jae     .Lset_last
.Lset_loop:
        movaps  [rdi], xmm0
        movaps  [rdi + 16], xmm0
        movaps  [rdi + 32], xmm0
        movaps  [rdi + 48], xmm0
        movaps  [rdi + 64], xmm0
        movaps  [rdi + 80], xmm0
        movaps  [rdi + 96], xmm0
        movaps  [rdi + 112], xmm0
        add     rdi, 128
        cmp     rdi, r9
        jb      .Lset_loop
.Lset_last:
        cmp     rdi, r8
        jae     .Lset_done
        movaps  [rdi], xmm0
        movaps  [rdi + 16], xmm0
        movaps  [rdi + 32], xmm0
        movaps  [rdi + 48], xmm0
        ret

.Lset_long:
        cmp     byte ptr [rip + HasFastStrings], 0
        je      .Lset
        mov     r8, rdi
        mov     eax, esi
        mov     rcx, rdx
        rep     stosb
        mov     rax, r8
        ret

.Lset_below_16:
        cmp     edx, 8
        jae     .Lset_8_to_15
        cmp     edx, 4
        jae     .Lset_4_to_7
        test    edx, edx
        jz      .Lset_done
        mov     [rdi], sil
        mov     [rdi + rdx - 1], sil
        shr     edx, 1
        mov     [rdi + rdx], sil
.Lset_done:
        ret
.Lset_8_to_15:
        mov     [rdi], rsi
        mov     [rdi + rdx - 8], rsi
        ret
.Lset_4_to_7:
        mov     [rdi], esi
        mov     [rdi + rdx - 4], esi
        ret
        endfunction memset

// Finds out whether the processor is good at string instructions. Called once, before there is anything long to copy.
        function HermitFindStringInstructions, 16
        push    rbx
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset rbx, 0
        xor     eax, eax
        cpuid
        cmp     eax, ExtendedFeatureLeaf
        jb      1f
        mov     eax, ExtendedFeatureLeaf
        xor     ecx, ecx
        cpuid
        bt      ebx, StringsBit
        jnc     1f
        mov     eax, FeatureLeaf
        cpuid
        bt      ecx, HypervisorBit
        jnc     2f
        mov     eax, HypervisorLeaf
        cpuid
        cmp     ebx, EmulatorName
        je      1f
2:      mov     byte ptr [rip + HasFastStrings], 1
1:      pop     rbx
        .cfi_adjust_cfa_offset -8
        .cfi_restore rbx
        ret
        endfunction HermitFindStringInstructions

        .section .data.memory, "aw", @progbits
HasFastStrings:
        .byte   0
