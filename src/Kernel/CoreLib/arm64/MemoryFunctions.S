// memmove, memcpy and memset: what compilers call for block operations, by the procedure call standard (AAPCS64).
//
// Memory is Normal wherever these are used, so accesses need not be aligned. Every size class begins with all its loads, so that overlapping blocks
// come out right. Zeroing much memory is left to `dc zva`, which fills a block of a size that the processor names without reading it first.

        .include "Function.inc"

        .text

// DCZID_EL0 (Arm ARM, D19.2.33): the block's size as the logarithm of words of four bytes, and whether the instruction is prohibited.
        .set    UsualZeroBlock, 4               // 64 bytes
        .set    ZeroBlockBytes, 64
        .set    ZeroFrom, 256                   // below, finding out costs more than it gains

// void* memmove(void* destination, const void* source, size_t count)
        .globl  memcpy
        .type   memcpy, @function
        function memmove, 16
memcpy:
        add     x4, x1, x2                      // the end of the source
        add     x5, x0, x2                      // and of the destination
        cmp     x2, #16
        b.lo    .Lmove_below_16
        cmp     x2, #32
        b.hi    .Lmove_above_32
        ldr     q0, [x1]
        ldr     q1, [x4, #-16]
        str     q0, [x0]
        str     q1, [x5, #-16]
        ret

.Lmove_above_32:
        cmp     x2, #64
        b.hi    .Lmove_above_64
        ldp     q0, q1, [x1]
        ldp     q2, q3, [x4, #-32]
        stp     q0, q1, [x0]
        stp     q2, q3, [x5, #-32]
        ret

// The last 64 bytes (going up) or the first 64 (going down) are kept in registers while the loop moves the rest, and are stored at the end: the loop
// then needs no remainder, and may overwrite their source.
.Lmove_above_64:
        sub     x6, x0, x1
        cmp     x6, x2
        b.lo    .Lmove_down
        mov     x3, x0
        ldp     q4, q5, [x4, #-64]
        ldp     q6, q7, [x4, #-32]
        sub     x6, x5, #64
.Lmove_up_loop:
        ldp     q0, q1, [x1]
        ldp     q2, q3, [x1, #32]
        add     x1, x1, #64
        stp     q0, q1, [x3]
        stp     q2, q3, [x3, #32]
        add     x3, x3, #64
        cmp     x3, x6
        b.lo    .Lmove_up_loop
        stp     q4, q5, [x6]
        stp     q6, q7, [x6, #32]
        ret

.Lmove_down:
        ldp     q4, q5, [x1]
        ldp     q6, q7, [x1, #32]
        add     x6, x0, #64
.Lmove_down_loop:
        ldp     q0, q1, [x4, #-32]
        ldp     q2, q3, [x4, #-64]
        sub     x4, x4, #64
        stp     q0, q1, [x5, #-32]
        stp     q2, q3, [x5, #-64]
        sub     x5, x5, #64
        cmp     x5, x6
        b.hi    .Lmove_down_loop
        stp     q4, q5, [x0]
        stp     q6, q7, [x0, #32]
        ret

.Lmove_below_16:
        tbz     x2, #3, .Lmove_below_8
        ldr     x6, [x1]
        ldr     x7, [x4, #-8]
        str     x6, [x0]
        str     x7, [x5, #-8]
        ret
.Lmove_below_8:
        tbz     x2, #2, .Lmove_below_4
        ldr     w6, [x1]
        ldr     w7, [x4, #-4]
        str     w6, [x0]
        str     w7, [x5, #-4]
        ret
.Lmove_below_4:
        cbz     x2, .Lmove_none
        lsr     x3, x2, #1
        ldrb    w6, [x1]
        ldrb    w7, [x1, x3]
        ldrb    w8, [x4, #-1]
        strb    w6, [x0]
        strb    w7, [x0, x3]
        strb    w8, [x5, #-1]
.Lmove_none:
        ret
        endfunction memmove

// void* memset(void* destination, int value, size_t count)
        function memset, 16
        dup     v0.16b, w1
        add     x5, x0, x2
        cmp     x2, #16
        b.lo    .Lset_below_16
        str     q0, [x0]
        str     q0, [x5, #-16]
        cmp     x2, #32
        b.ls    .Lset_done
        str     q0, [x0, #16]
        str     q0, [x5, #-32]
        cmp     x2, #64
        b.ls    .Lset_done

// The ends are done; between them whole aligned lines, of which the last may overlap the end.
        stp     q0, q0, [x0, #32]
        stp     q0, q0, [x5, #-64]
        add     x3, x0, #64
        and     x3, x3, #-64
        sub     x4, x5, #64
        tst     w1, #255
        b.ne    .Lset_loop_entry
        cmp     x2, #ZeroFrom
        b.lo    .Lset_loop_entry
        mrs     x6, dczid_el0
        and     w6, w6, #31
        cmp     w6, #UsualZeroBlock             // with the bit that prohibits it, it is another number
        b.ne    .Lset_loop_entry
.Lset_zero_loop:
        dc      zva, x3
        add     x3, x3, #ZeroBlockBytes
        cmp     x3, x4
        b.lo    .Lset_zero_loop
        ret
.Lset_loop:
        stp     q0, q0, [x3]
        stp     q0, q0, [x3, #32]
        add     x3, x3, #64
.Lset_loop_entry:
        cmp     x3, x4
        b.lo    .Lset_loop
.Lset_done:
        ret

.Lset_below_16:
        fmov    x6, d0
        tbz     x2, #3, .Lset_below_8
        str     x6, [x0]
        str     x6, [x5, #-8]
        ret
.Lset_below_8:
        tbz     x2, #2, .Lset_below_4
        str     w6, [x0]
        str     w6, [x5, #-4]
        ret
.Lset_below_4:
        cbz     x2, .Lset_done
        lsr     x3, x2, #1
        strb    w6, [x0]
        strb    w6, [x0, x3]
        strb    w6, [x5, #-1]
        ret
        endfunction memset
        .section .note.GNU-stack, "", @progbits
