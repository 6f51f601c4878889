// Addresses that only the linker knows, gathered where C# can read them.

        .section .rodata.exceptions, "a", @progbits

// struct ImageMap. The order is that of its fields.
        .p2align 3
ImageMap:
        .quad   __hermit_eh_frame_hdr_start, __hermit_eh_frame_hdr_end
        .quad   __hermit_eh_frame_start, __hermit_eh_frame_end
        .quad   __hermit_image_start, __hermit_image_end
        .quad   __hermit_symbols_start, __hermit_symbols_end
        .quad   __start___managedcode, __stop___managedcode
        .quad   __start___unbox, __stop___unbox
        .quad   HermitThrowReturn, HermitThrowHwReturn, HermitRethrowReturn
        .quad   HermitCatchReturn, HermitFinallyReturn, HermitFilterReturn
        .quad   RhpThrowHwEx
        .quad   HermitClasslibFunctions
        .quad   FaultHelpers
        .quad   (FaultHelpersEnd - FaultHelpers) / 8
        // A type of the program's core library; 0 in a program that does without.
        .weak   _ZTV48S_P_CoreLib_System_PlatformNotSupportedException
        .quad   _ZTV48S_P_CoreLib_System_PlatformNotSupportedException

// What the program's core library offers to its runtime, by ClassLibFunctionId (System.Runtime, .NET 10). The same table is
// handed to the module initialiser. Of those left out, 4 is unused and 8 to 11 belong to Objective-C.
        .globl  HermitClasslibFunctions
HermitClasslibFunctions:
        .quad   GetRuntimeException
        .quad   RuntimeFailFast
        .quad   ThreadEntryPoint
        .quad   AppendExceptionStackFrame
        .quad   0
        .quad   GetSystemArrayEEType
        .quad   OnFirstChanceException
        .quad   OnUnhandledException
        .quad   0, 0, 0, 0

// Assembly helpers that compiled code calls without checking for null first. A fault of theirs is their caller's.
FaultHelpers:
        .quad   RhpAssignRef
        .quad   RhpAssignRefArm64
        .quad   RhpCheckedAssignRefArm64
        .quad   RhpByRefAssignRefArm64
        .quad   RhpCheckedLockCmpXchg
        .quad   RhpCheckedXchg
        .quad   RhpInitialDynamicInterfaceDispatch
        .quad   HermitDispatchOne
        .quad   HermitDispatchTable
        .quad   memmove
        .quad   memset
FaultHelpersEnd:

        .section .text.exceptions, "ax", @progbits

// const ImageMap* HermitImageMap()
        .globl  HermitImageMap
        .type   HermitImageMap, @function
HermitImageMap:
        .cfi_startproc
        adrp    x0, ImageMap
        add     x0, x0, :lo12:ImageMap
        ret
        .cfi_endproc
        .size   HermitImageMap, . - HermitImageMap

        .section .note.GNU-stack, "", @progbits
