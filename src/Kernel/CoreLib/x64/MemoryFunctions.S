// memmove, memcpy and memset: what compilers call for block operations, by the System V calling convention.
//
// Sixteen bytes at a time in SSE registers: `rep movsb` is slow under emulation, and wider registers gain nothing there. Every size class
// begins with all its loads, so that overlapping blocks come out right.

        .intel_syntax noprefix
        .text

        .macro  function name
        .globl  \name
        .type   \name, @function
        .p2align 4
\name:
        .cfi_startproc
        .endm

        .macro  endfunction name
        .cfi_endproc
        .size   \name, . - \name
        .endm

// void* memmove(void* destination, const void* source, size_t count)
        .globl  memcpy
        .type   memcpy, @function
        function memmove
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
        movups  xmm4, [rsi + rdx - 64]
        movups  xmm5, [rsi + rdx - 48]
        movups  xmm6, [rsi + rdx - 32]
        movups  xmm7, [rsi + rdx - 16]
        lea     r8, [rdi + rdx - 64]
.Lmove_up_loop:
        movups  xmm0, [rsi]
        movups  xmm1, [rsi + 16]
        movups  xmm2, [rsi + 32]
        movups  xmm3, [rsi + 48]
        movups  [rdi], xmm0
        movups  [rdi + 16], xmm1
        movups  [rdi + 32], xmm2
        movups  [rdi + 48], xmm3
        add     rsi, 64
        add     rdi, 64
        cmp     rdi, r8
        jb      .Lmove_up_loop
        movups  [r8], xmm4
        movups  [r8 + 16], xmm5
        movups  [r8 + 32], xmm6
        movups  [r8 + 48], xmm7
        ret

.Lmove_down:
        movups  xmm4, [rsi]
        movups  xmm5, [rsi + 16]
        movups  xmm6, [rsi + 32]
        movups  xmm7, [rsi + 48]
        lea     r8, [rdi + 64]
        add     rsi, rdx
        add     rdi, rdx
.Lmove_down_loop:
        movups  xmm0, [rsi - 64]
        movups  xmm1, [rsi - 48]
        movups  xmm2, [rsi - 32]
        movups  xmm3, [rsi - 16]
        movups  [rdi - 64], xmm0
        movups  [rdi - 48], xmm1
        movups  [rdi - 32], xmm2
        movups  [rdi - 16], xmm3
        sub     rsi, 64
        sub     rdi, 64
        cmp     rdi, r8
        ja      .Lmove_down_loop
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
        function memset
        mov     rax, rdi
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

// The ends are done; between them whole aligned lines, of which the last may overlap the end.
        lea     r8, [rdi + rdx - 64]
        movups  [rdi + 32], xmm0
        movups  [rdi + 48], xmm0
        movups  [r8], xmm0
        movups  [r8 + 16], xmm0
        add     rdi, 64
        and     rdi, -64
.Lset_loop:
        cmp     rdi, r8
        jae     .Lset_done
        movaps  [rdi], xmm0
        movaps  [rdi + 16], xmm0
        movaps  [rdi + 32], xmm0
        movaps  [rdi + 48], xmm0
        add     rdi, 64
        jmp     .Lset_loop

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
