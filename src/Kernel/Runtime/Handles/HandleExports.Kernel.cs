using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Hermit.Runtime.Heap;

namespace Hermit.Runtime.Handles;

/// <summary>The entry points of handles (.NET 10.0, <c>RuntimeImports</c> of System.Private.CoreLib). 0 is the answer to a lack of memory.</summary>
/// <remarks>The class library passes handles that it got here and did not free: addresses of their words.</remarks>
internal static class HandleExports
{
    [RuntimeExport("RhpHandleAlloc")]
    private static nuint Allocate(nuint target, int type) => RuntimeHeap.Instance.AllocateHandle((HandleType)type, target, 0);

    [RuntimeExport("RhpHandleAllocDependent")]
    private static nuint AllocateDependent(nuint primary, nuint secondary) =>
        RuntimeHeap.Instance.AllocateHandle(HandleType.Dependent, primary, secondary);

    [RuntimeExport("RhHandleFree")]
    private static void Free(nuint handle) => RuntimeHeap.Instance.FreeHandle(handle);

    [RuntimeExport("RhHandleGet")]
    private static nuint Get(ref nuint handle) => Volatile.Read(ref handle);

    [RuntimeExport("RhHandleSet")]
    private static void Set(ref nuint handle, nuint target) => Volatile.Write(ref handle, target);

    [RuntimeExport("RhHandleGetDependent")]
    private static nuint GetDependent(ref nuint handle, out nuint secondary)
    {
        // The second object first: it lives as long as the first, which the caller then has.
        nuint second = Volatile.Read(ref SecondWord(ref handle));
        nuint first = Volatile.Read(ref handle);
        secondary = first != 0 ? second : 0;
        return first;
    }

    [RuntimeExport("RhHandleSetDependentSecondary")]
    private static void SetDependentSecondary(ref nuint handle, nuint secondary) => Volatile.Write(ref SecondWord(ref handle), secondary);

    private static ref nuint SecondWord(ref nuint handle)
    {
        // SAFETY: a dependent handle has two words.
        unsafe
        {
            return ref Unsafe.Add(ref handle, 1);
        }
    }
}
