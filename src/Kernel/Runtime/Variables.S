// Variables and constants that the program's object or the kernel's C# refers to by symbol.

        .section .data.variables, "aw", @progbits
        .balign 8
// What the CPU can do (CpuFeatureFlags.cs).
        .globl  g_cpuFeatures
g_cpuFeatures:
        .long   0
        .long   0
// The stack-smashing cookie of methods with unsafe buffers.
        .globl  __security_cookie
__security_cookie:
        .quad   0x2B992DDFA2320000

        .section .rodata.variables, "a", @progbits
        .balign 8
// Symbols of the program that the kernel's own object defines, too, for itself.
        .globl  HermitProgramRequiredCpuFeatures
HermitProgramRequiredCpuFeatures:
        .quad   g_requiredCpuFeatures
        .globl  HermitProgramKnobs
HermitProgramKnobs:
        .quad   g_compilerEmbeddedKnobsBlob
        .globl  HermitEmptyName
HermitEmptyName:
        .byte   0
        .section .note.GNU-stack, "", @progbits
