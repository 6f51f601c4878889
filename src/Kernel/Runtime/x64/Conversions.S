// Conversions from double to integer that saturate, with NaN as zero (ECMA-335 leaves them open; .NET 10 defines them so).

        .intel_syntax noprefix
        .include "Function.inc"
        .section .text.conversions, "ax", @progbits

// int RhpDbl2Int(double): the 64-bit conversion is exact for all that fits, and out of range its result is the lowest long.
        function RhpDbl2Int
        ucomisd xmm0, xmm0
        jp      ZeroResult
        cvttsd2si rax, xmm0
        movsxd  rdx, eax
        cmp     rax, rdx
        je      1f
        movmskpd edx, xmm0
        mov     eax, 0x7FFFFFFF
        and     edx, 1                          // the sign: 0x7FFFFFFF + 1 is the lowest int
        add     eax, edx
1:      ret
        endfunction RhpDbl2Int

// long RhpDbl2Lng(double)
        function RhpDbl2Lng
        ucomisd xmm0, xmm0
        jp      ZeroResult
        cvttsd2si rax, xmm0
        movabs  rdx, 0x8000000000000000
        cmp     rax, rdx
        jne     1f
        movmskpd ecx, xmm0
        and     ecx, 1
        lea     rax, [rdx + rcx - 1]
1:      ret
        endfunction RhpDbl2Lng

// uint RhpDbl2UInt(double)
        function RhpDbl2UInt
        xorpd   xmm1, xmm1
        ucomisd xmm0, xmm1
        jp      ZeroResult
        jbe     ZeroResult
        cvttsd2si rax, xmm0
        mov     edx, eax
        cmp     rax, rdx
        je      1f
        mov     eax, -1
1:      ret
        endfunction RhpDbl2UInt

// ulong RhpDbl2ULng(double)
        function RhpDbl2ULng
        xorpd   xmm1, xmm1
        ucomisd xmm0, xmm1
        jp      ZeroResult
        jbe     ZeroResult
        movsd   xmm1, [rip + TwoTo63]
        ucomisd xmm0, xmm1
        jae     1f
        cvttsd2si rax, xmm0
        ret
1:      subsd   xmm0, xmm1
        cvttsd2si rax, xmm0
        test    rax, rax
        js      2f                              // not less than 2^64
        btc     rax, 63
        ret
2:      mov     rax, -1
        ret
        endfunction RhpDbl2ULng

ZeroResult:
        .cfi_startproc
        xor     eax, eax
        ret
        .cfi_endproc

        .section .rodata.conversions, "a", @progbits
        .align  8
TwoTo63:
        .quad   0x43E0000000000000
        .section .note.GNU-stack, "", @progbits
