using Hermit.Runtime.Dispatch;
using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: reads the word of a dispatch cell once to see whether it is a cache, and again to see what else it is.</summary>
internal static class TwiceReadCell
{
    public static DispatchCellKind Describe(ref AtomicNuint word, out nuint value)
    {
        value = DispatchCellValue.Read(ref word).Cache;
        if (value != 0)
        {
            return DispatchCellKind.Interface;
        }

        value = word.Load(MemoryOrder.Acquire);
        return (value & 3) == 0 ? DispatchCellKind.TableOffset : DispatchCellKind.Interface;
    }
}
