using System;

using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>Watching files for changes (System.Native's INotify): not implemented. FileSystemWatcher throws, and configuration reload is off.</summary>
internal static class ChangeNotification
{
    [Export("SystemNative_INotifyInit")]
    internal static SystemError INotifyInit() => SystemError.NotImplemented;

    [Export("SystemNative_INotifyAddWatch")]
    internal static SystemError INotifyAddWatch(int descriptor, [Text] ReadOnlySpan<byte> path, uint mask) => SystemError.NotImplemented;

    [Export("SystemNative_INotifyRemoveWatch")]
    internal static SystemError INotifyRemoveWatch(int descriptor, int watch) => SystemError.NotImplemented;
}
