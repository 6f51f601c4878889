using System;

using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Files that are neither regular nor directories, and whose they are (System.Native's pal_io and pal_uid).</summary>
internal static class SpecialFiles
{
    /// <summary>Named pipes and devices cannot be made.</summary>
    [Export("SystemNative_MkFifo")]
    internal static SystemError MkFifo([Text] ReadOnlySpan<byte> path, uint mode) => SystemError.NotSupported;

    /// <inheritdoc cref="MkFifo"/>
    [Export("SystemNative_MkNod")]
    internal static SystemError MkNod([Text] ReadOnlySpan<byte> path, uint mode, uint major, uint minor) => SystemError.NotSupported;

    /// <summary>Takes a device number apart as Linux puts it together (makedev(3)).</summary>
    [Export("SystemNative_GetDeviceIdentifiers")]
    internal static SystemError GetDeviceIdentifiers(ulong device, out uint major, out uint minor)
    {
        major = (uint)(((device >> 8) & 0xFFF) | ((device >> 32) & 0xFFFF_F000));
        minor = (uint)((device & 0xFF) | ((device >> 12) & 0xFFFF_FF00));
        return SystemError.None;
    }

    /// <summary>The name of the one group; others have none.</summary>
    [Export("SystemNative_GetGroupName")]
    [return: Allocated]
    internal static ReadOnlySpan<byte> GetGroupName(uint group) => group == 0 ? "root"u8 : default;
}
