// What has to be true before the image can run, checked in the 32-bit world in which it is entered: a CPU with 64-bit code and no-execute
// pages, RAM under the whole image, and no firmware that wrote over it. Whatever fails is said on COM1, and the machine is turned off.
// Nothing here touches memory that may not be there: there is no stack, and ESP holds the return address of the two subroutines.

        .intel_syntax noprefix

        .set    Mebibyte, 1 << 20
        .set    ExitCode, 255                   // as of every panic

// What a program that prints one line was measured to need behind its image: page tables, stacks, the first chunks of the heap.
        .set    WorkingBytes, 3 * Mebibyte
// What firmware keeps for itself of the RAM that a machine is given.
        .set    KeptBytes, Mebibyte

// A PC BIOS works in RAM while it boots and then gives that back as if nothing had happened. SeaBIOS (src/malloc.c) takes its tables from the
// top of the RAM below 4 GiB, 16 MiB where there are 32, else, and in older versions, 256 KiB; and right below the tables what it needs for
// a while: 130 KiB were measured on a machine without devices, and option ROMs add theirs.
        .set    LargeTables, 16 * Mebibyte
        .set    LargeTablesFrom, 32 * Mebibyte
        .set    SmallTables, Mebibyte / 4
        .set    TemporaryBytes, Mebibyte

// hvm_start_info and its memory map (Firmware/Memory/StartInfo.cs).
        .set    InfoMagic, 0
        .set    InfoMagicValue, 0x336EC578
        .set    InfoMap, 40
        .set    InfoMapCount, 48
        .set    RangeStart, 0
        .set    RangeSize, 8
        .set    RangeType, 16
        .set    RangeBytes, 24
        .set    Ram, 1

        .set    LineData, 0x3F8                 // COM1
        .set    LineStatus, 0x3FD
        .set    TransmitterEmpty, 0x20
        .set    LineTries, 1 << 20              // a line that is never ready is not there

        .macro  say text
        mov     esi, offset \text
        mov     esp, offset .LReturn\@
        jmp     Say
.LReturn\@:
        .endm

// Bytes, rounded up.
        .macro  sayMebibytes register
        lea     edi, [\register + Mebibyte - 1]
        shr     edi, 20
        mov     esp, offset .LReturn\@
        jmp     SayNumber
.LReturn\@:
        .endm

// Sends AL. Changes EAX, ECX and EDX.
        .macro  send
        mov     ah, al
        mov     ecx, LineTries
7:      mov     edx, LineStatus
        in      al, dx
        test    al, TransmitterEmpty
        jnz     8f
        dec     ecx
        jnz     7b
8:      mov     edx, LineData
        mov     al, ah
        out     dx, al
        .endm

        .macro  output port, value
        mov     edx, \port
        mov     eax, \value
        out     dx, al
        .endm

        .section .text.bootchecks, "ax", @progbits
        .code32

// Goes on at HermitEnterLongMode, with EBX, the address of hvm_start_info, as it was.
        .globl  HermitCheckMachine
        .type   HermitCheckMachine, @function
HermitCheckMachine:
        mov     ebp, ebx
        mov     eax, 0x80000000
        cpuid
        cmp     eax, 0x80000001
        jb      NoLongMode
        mov     eax, 0x80000001
        cpuid
        bt      edx, 29                         // long mode (SDM vol. 2, CPUID)
        jnc     NoLongMode
        bt      edx, 20                         // no-execute pages
        jnc     NoExecuteDisable

        cmp     dword ptr [ebp + InfoMagic], InfoMagicValue
        jne     Accept                          // StartInfo.Parse reports both
        cmp     dword ptr [ebp + InfoMapCount], 0
        je      Accept

// EBX := the end of the RAM below 4 GiB. EDI := whether one range of it holds the image.
        xor     ebx, ebx
        xor     edi, edi
        mov     ecx, [ebp + InfoMapCount]
        mov     esi, [ebp + InfoMap]
1:      cmp     dword ptr [esi + RangeType], Ram
        jne     4f
        cmp     dword ptr [esi + RangeStart + 4], 0
        jne     4f
        mov     eax, [esi + RangeStart]
        mov     edx, [esi + RangeSize]
        add     edx, eax
        jc      2f
        cmp     dword ptr [esi + RangeSize + 4], 0
        jne     2f
        cmp     edx, ebx
        cmova   ebx, edx
        jmp     3f
2:      mov     edx, -1                         // it ends above
3:      cmp     eax, offset __hermit_image_start
        ja      4f
        cmp     edx, offset __hermit_image_end
        jb      4f
        inc     edi
4:      add     esi, RangeBytes
        dec     ecx
        jnz     1b

// What the firmware kept begins where the RAM ends now, and was RAM before.
        mov     ecx, [ebp + InfoMapCount]
        mov     esi, [ebp + InfoMap]
1:      cmp     [esi + RangeStart], ebx
        jne     2f
        cmp     dword ptr [esi + RangeStart + 4], 0
        jne     2f
        cmp     dword ptr [esi + RangeType], Ram
        je      2f
        add     ebx, [esi + RangeSize]
        jmp     3f
2:      add     esi, RangeBytes
        dec     ecx
        jnz     1b

// ESI := whether there is a PC BIOS: its entry is a jump to F000:E05B, which programs have relied upon since the first PC.
3:      xor     esi, esi
        cmp     dword ptr [0xFFFF0], 0x00E05BEA
        jne     1f
        cmp     byte ptr [0xFFFF4], 0xF0
        jne     1f
        inc     esi

1:      test    edi, edi
        jz      TooSmall
        cmp     ebx, offset __hermit_image_end + (WorkingBytes - KeptBytes)
        jb      TooSmall
        test    esi, esi
        jz      Accept
        cmp     ebx, offset __hermit_image_end + (SmallTables + TemporaryBytes)
        jb      TooSmall
        cmp     ebx, LargeTablesFrom
        jb      Accept
        cmp     ebx, offset __hermit_image_end + (LargeTables + TemporaryBytes)
        jae     Accept
        cmp     ebx, offset __hermit_image_start + LargeTables
        ja      TooSmall

Accept: mov     ebx, ebp
        jmp     HermitEnterLongMode
        .size   HermitCheckMachine, . - HermitCheckMachine

// EBX is what there is, ESI whether there is a PC BIOS.
TooSmall:
        mov     ebp, offset __hermit_image_end + WorkingBytes
        test    esi, esi
        jz      1f
        cmp     ebp, LargeTablesFrom
        jb      1f
        mov     ebp, offset __hermit_image_end + (LargeTables + TemporaryBytes)
1:      say     TooSmallText
        sayMebibytes ebp
        say     AvailableText
        and     ebx, -Mebibyte
        sayMebibytes ebx
        say     AdviceText
        jmp     Stop

NoLongMode:
        say     NoLongModeText
        jmp     Stop

NoExecuteDisable:
        say     NoExecuteDisableText
        jmp     Stop

// As MachineControl.PowerOff: the exit code for the launcher, the end of QEMU, a triple fault.
Stop:   mov     edx, 0x404
        in      al, dx
        cmp     al, 0xE9
        jne     1f
        output  0x404, ExitCode
        output  0x404, 0
        output  0x404, 0
        output  0x404, 0
1:      mov     edx, 0xF4
        in      eax, dx
        test    eax, eax
        jnz     2f
        mov     eax, ExitCode
        out     dx, eax
2:      lidt    [NoVectors]
        ud2

// Sends the text at ESI, ended by a zero, and goes on at ESP. Changes EAX, ECX, EDX and ESI.
Say:    mov     al, [esi]
        test    al, al
        jz      1f
        send
        inc     esi
        jmp     Say
1:      jmp     esp

// Sends EDI, below 10,000, in decimal, and goes on at ESP. Changes all but EBX and EBP.
SayNumber:
        mov     esi, 1000
        cmp     edi, esi
        jae     2f
1:      mov     eax, esi                        // no leading zeros
        xor     edx, edx
        mov     ecx, 10
        div     ecx
        mov     esi, eax
        cmp     esi, 1
        je      2f
        cmp     edi, esi
        jb      1b
2:      mov     eax, edi
        xor     edx, edx
        div     esi
        mov     edi, edx
        add     al, '0'
        send
        mov     eax, esi
        xor     edx, edx
        mov     ecx, 10
        div     ecx
        mov     esi, eax
        test    esi, esi
        jnz     2b
        jmp     esp

// Beside the code, so that they are in the image's first pages, wherever its end may be.
NoVectors:
        .word   0
        .long   0
TooSmallText:
        .asciz  "\nkernel panic: too little memory\nThis program needs a machine with at least "
AvailableText:
        .asciz  " MiB of memory; this one has "
AdviceText:
        .asciz  " MiB. Give it more: HermitMemory in the project, -m of QEMU.\n"
NoLongModeText:
        .asciz  "\nkernel panic: the CPU has no 64-bit mode\nThis program needs an x86-64 CPU (QEMU: use -cpu max).\n"
NoExecuteDisableText:
        .asciz  "\nkernel panic: the CPU has no no-execute pages\nThis program needs an x86-64 CPU with the NX feature on (QEMU: use -cpu max).\n"
        .section .note.GNU-stack, "", @progbits
