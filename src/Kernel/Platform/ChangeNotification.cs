using System.Runtime;

namespace Hermit.Platform;

/// <summary>Watching files for changes (System.Native's INotify): not implemented. FileSystemWatcher throws, and configuration reload is off.</summary>
internal static unsafe class ChangeNotification
{
    [RuntimeExport("SystemNative_INotifyInit")]
    private static nint INotifyInit() => Errno.Fail(Errno.NotImplemented);

    [RuntimeExport("SystemNative_INotifyAddWatch")]
    private static int INotifyAddWatch(nint descriptor, byte* path, uint mask) => Errno.Fail(Errno.NotImplemented);

    [RuntimeExport("SystemNative_INotifyRemoveWatch")]
    private static int INotifyRemoveWatch(nint descriptor, int watch) => Errno.Fail(Errno.NotImplemented);
}
