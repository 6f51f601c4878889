using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;

namespace Hermit.Platform;

/// <summary>Watching files for changes (System.Native's INotify): what FileSystemWatcher and configuration reload stand on.</summary>
internal static class ChangeNotification
{
    [Export("SystemNative_INotifyInit")]
    internal static int INotifyInit() => Errno.Result(DescriptorTable.MakeChangeQueue(out int descriptor), descriptor);

    [Export("SystemNative_INotifyAddWatch")]
    internal static int INotifyAddWatch(int descriptor, [Text] ReadOnlySpan<byte> path, uint mask)
    {
        return Errno.Result(DescriptorTable.AddWatch(descriptor, path, (FileChanges)mask, out int number), number);
    }

    [Export("SystemNative_INotifyRemoveWatch")]
    internal static SystemError INotifyRemoveWatch(int descriptor, int watch) => DescriptorTable.RemoveWatch(descriptor, watch);
}
