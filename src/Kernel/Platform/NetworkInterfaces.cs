using System;

using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>Names of network interfaces, which the kernel does not give them yet.</summary>
internal static class NetworkInterfaces
{
    // The index of an interface by its name; 0 when there is no such interface (POSIX, if_nametoindex).
    [Export("SystemNative_InterfaceNameToIndex")]
    internal static uint InterfaceNameToIndex([Text] ReadOnlySpan<byte> name) => 0;
}
