using System;

using Hermit.Abi;
using Hermit.Files;

namespace Hermit.Descriptors;

/// <content>Queues of changes to files (<c>inotify(7)</c>), which are read like files.</content>
public static partial class DescriptorTable
{
    /// <summary>Makes a queue of changes.</summary>
    public static SystemError MakeChangeQueue(out int descriptor)
    {
        SystemError error = Reserve(out descriptor);
        if (error != SystemError.None)
        {
            return error;
        }

        error = FileSystem.MakeChangeQueue(out ChangeHandle queue);
        if (error != SystemError.None)
        {
            Cancel(descriptor);
            descriptor = -1;
            return error;
        }

        ObjectOperations.Register<ChangeQueueKind>(ObjectKind.ChangeQueue);
        OpenObject made = default;
        made.Kind = ObjectKind.ChangeQueue;
        made.Options = OpenOptions.Read;
        made.Handle = queue.ToBits();
        Install(descriptor, made);
        return SystemError.None;
    }

    /// <inheritdoc cref="FileSystem.AddWatch"/>
    public static SystemError AddWatch(int descriptor, ReadOnlySpan<byte> path, FileChanges mask, out int number)
    {
        number = -1;
        SystemError error = FindChangeQueue(descriptor, out ChangeHandle queue);
        return error == SystemError.None ? FileSystem.AddWatch(queue, path, mask, out number) : error;
    }

    /// <inheritdoc cref="FileSystem.RemoveWatch"/>
    public static SystemError RemoveWatch(int descriptor, int number)
    {
        SystemError error = FindChangeQueue(descriptor, out ChangeHandle queue);
        return error == SystemError.None ? FileSystem.RemoveWatch(queue, number) : error;
    }

    private static SystemError FindChangeQueue(int descriptor, out ChangeHandle queue)
    {
        SystemError error = Find(descriptor, OpenOptions.None, out OpenObject target);
        queue = ChangeHandle.FromBits(target.Handle);
        return error == SystemError.None && target.Kind != ObjectKind.ChangeQueue ? SystemError.Invalid : error;
    }
}
