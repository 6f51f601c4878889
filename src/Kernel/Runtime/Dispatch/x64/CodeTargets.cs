using System.Runtime;

using Hermit.Runtime.Exceptions;
using Hermit.Unwinding;

namespace Hermit.Runtime.Dispatch;

/// <summary>Looks through the stubs that unbox a receiver before they call the method proper.</summary>
// SAFETY: the core library passes code addresses of the program; an unboxing stub is longer than the bytes looked at, and the compiler emitted
// the data of a method in this form.
internal static unsafe class CodeTargets
{
    // The only data that methods have is what an unboxing and instantiating stub says about its target.
    private const byte HasUnboxingTarget = 1;

    [RuntimeExport("RhGetCodeTarget")]
    private static nuint GetCodeTarget(byte* code)
    {
        if (!ImageMap.Current.IsUnboxingStub((ulong)code))
        {
            return (nuint)code;
        }

        // add rdi, 8; jmp method
        bool isStub = code[0] == 0x48 && code[1] == 0x83 && code[2] == 0xC7 && code[3] == 0x08 && code[4] == 0xE9;
        return isStub ? (nuint)(code + 9 + *(int*)(code + 5)) : (nuint)code;
    }

    [RuntimeExport("RhGetTargetOfUnboxingAndInstantiatingStub")]
    private static nuint GetUnboxingTarget(nuint code)
    {
        if (!FrameTable.TryDescribe(code, out FrameDescription description) || description.Method.AssociatedData == 0)
        {
            return 0;
        }

        // A byte of flags, then the distance to the target from where it is stored.
        byte* data = (byte*)description.Method.AssociatedData;
        return (data[0] & HasUnboxingTarget) == 0 ? 0 : (nuint)(data + 1 + *(int*)(data + 1));
    }
}
