using System.Runtime;

namespace Hermit.Platform;

/// <summary>Network interfaces, of which there are none until the kernel has a network layer.</summary>
internal static class NetworkInterfaces
{
    // The index of an interface by its name; 0 when there is no such interface (POSIX, if_nametoindex).
    [RuntimeExport("SystemNative_InterfaceNameToIndex")]
    private static uint InterfaceNameToIndex(nint name) => 0;
}
