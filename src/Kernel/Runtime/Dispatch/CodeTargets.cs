using System.Runtime;

using Hermit.Runtime.Exceptions;
using Hermit.Unwinding;

namespace Hermit.Runtime.Dispatch;

/// <summary>Looks through the stubs that unbox a receiver before they call the method proper.</summary>
internal static class CodeTargets
{
    // The only data that methods have is what an unboxing and instantiating stub says about its target.
    private const byte HasUnboxingTarget = 1;

    [RuntimeExport("RhGetCodeTarget")]
    private static nuint GetCodeTarget(nuint code)
    {
        ref readonly ImageMap map = ref ImageMap.Current;
        if (!map.IsUnboxingStub(code))
        {
            return code;
        }

        return UnboxingStub.TryFollow(map.Image.Slice(code, UnboxingStub.Length), code, out ulong target) ? (nuint)target : code;
    }

    [RuntimeExport("RhGetTargetOfUnboxingAndInstantiatingStub")]
    private static nuint GetUnboxingTarget(nuint code)
    {
        if (!FrameTable.TryDescribe(code, out FrameDescription description) || description.Method.AssociatedData == 0)
        {
            return 0;
        }

        // A byte of flags, then the distance to the target from where it is stored.
        AddressedBytes image = ImageMap.Current.Image;
        ulong data = description.Method.AssociatedData;
        bool hasTarget = image.TryRead(data, out byte flags) && (flags & HasUnboxingTarget) != 0;
        return hasTarget && image.TryRead(data + 1, out uint distance) ? (nuint)(data + 1 + (ulong)(int)distance) : 0;
    }
}
