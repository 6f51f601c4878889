using Hermit.Explorer;

namespace Hermit.Memory;

/// <summary>Where pools get their memory: from the machine of the execution, with whose end it goes.</summary>
internal static class FrameSource
{
    public const int PageBytes = 4096;

    public static bool TryAllocate(nuint bytes, nuint alignment, out nuint address)
    {
        address = (nuint)SimulatedMachine.Current.Allocate(bytes);
        return true;
    }

    public static void Free(nuint address, nuint bytes)
    {
    }
}
