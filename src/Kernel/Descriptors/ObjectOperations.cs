using System;

using Hermit.Abi;
using Hermit.Devices;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>
/// What each kind of object does: the one place that knows the kinds. Nothing here waits; what would have to is <see cref="SystemError.WouldBlock"/>,
/// and the object's queue is woken when it is worth another try.
/// </summary>
internal static class ObjectOperations
{
    /// <summary>Reads what there is; none of it is the end.</summary>
    public static SystemError TryRead(in OpenObject target, Span<byte> destination, out int count)
    {
        count = 0;
        switch (target.Kind)
        {
            case ObjectKind.File:
                return FileSystem.Read(target.File, destination, out count);
            case ObjectKind.ConsoleInput:
                return SystemConsole.TryRead(destination, out count) ? SystemError.None : SystemError.WouldBlock;
            case ObjectKind.PipeReader:
                return Pipes.TryRead(target.Handle, destination, out count);
            case ObjectKind.Socket:
                return Network.Receive(SocketOf(target), destination, peek: false, out count, out _);
            case ObjectKind.ChangeQueue:
                return FileSystem.ReadChanges(ChangeHandle.FromBits(target.Handle), destination, out count);
            default:
                return SystemError.Invalid;
        }
    }

    /// <summary>Writes what there is room for. All of it: no error. Less: <see cref="SystemError.WouldBlock"/>, except for files, which are full.</summary>
    public static SystemError TryWrite(in OpenObject target, ReadOnlySpan<byte> source, out int count)
    {
        count = source.Length;
        switch (target.Kind)
        {
            case ObjectKind.File:
                return FileSystem.Write(target.File, source, out count);
            case ObjectKind.ConsoleOutput:
                SystemConsole.Write(source);
                return SystemError.None;
            case ObjectKind.ConsoleError:
                SystemConsole.WriteError(source);
                return SystemError.None;
            case ObjectKind.PipeWriter:
                return Pipes.TryWrite(target.Handle, source, out count);
            case ObjectKind.Socket:
                return WholeOrWouldBlock(Network.Send(SocketOf(target), source, default, out count), count, source.Length);
            default:
                count = 0;
                return SystemError.Invalid;
        }
    }

    /// <summary>Whether a write of so many bytes would do something.</summary>
    public static bool HasRoom(in OpenObject target, int bytes) => target.Kind switch
    {
        ObjectKind.PipeWriter => Pipes.HasRoom(target.Handle, bytes),
        ObjectKind.Socket => (Network.GetReadiness(SocketOf(target)) & (Readiness.Writable | Readiness.Error | Readiness.HangUp)) != 0,
        _ => true,
    };

    /// <summary>What the object is ready for at the moment.</summary>
    public static PollEvents GetReadiness(in OpenObject target) => target.Kind switch
    {
        ObjectKind.File => PollEvents.Readable | PollEvents.Writable,
        ObjectKind.ConsoleInput => SystemConsole.HasInput ? PollEvents.Readable : PollEvents.None,
        ObjectKind.ConsoleOutput or ObjectKind.ConsoleError => PollEvents.Writable,
        ObjectKind.PipeReader or ObjectKind.PipeWriter => Pipes.GetReadiness(target.Handle, target.Kind == ObjectKind.PipeWriter),
        ObjectKind.ChangeQueue => FileSystem.HasChanges(ChangeHandle.FromBits(target.Handle)) ? PollEvents.Readable : PollEvents.None,
        ObjectKind.Socket => Translate(Network.GetReadiness(SocketOf(target))),
        _ => PollEvents.None,
    };

    /// <summary>
    /// The queue that is woken when the readiness of the object may have changed; a null one, which makes nobody wait, where it never changes. The
    /// error is <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public static SystemError GetQueue(in OpenObject target, out WaitQueue queue)
    {
        queue = default;
        switch (target.Kind)
        {
            case ObjectKind.ConsoleInput:
                return SystemConsole.TryGetInputQueue(out queue) ? SystemError.None : SystemError.OutOfMemory;
            case ObjectKind.PipeReader:
            case ObjectKind.PipeWriter:
                queue = Pipes.GetQueue(target.Handle, target.Kind == ObjectKind.PipeWriter);
                return SystemError.None;
            case ObjectKind.Socket:
                queue = target.Queue;
                return SystemError.None;
            case ObjectKind.ChangeQueue:
                queue = FileSystem.GetChangeReaders(ChangeHandle.FromBits(target.Handle));
                return SystemError.None;
            default:
                return SystemError.None;
        }
    }

    /// <summary>Describes the object.</summary>
    public static SystemError GetStatus(in OpenObject target, out FileStatus status)
    {
        status = default;
        if (!target.File.IsNull)
        {
            return FileSystem.GetStatus(target.File, out status);
        }

        status.Kind = target.Kind switch
        {
            ObjectKind.PipeReader or ObjectKind.PipeWriter => FileKind.Pipe,
            ObjectKind.Socket => FileKind.Socket,
            _ => FileKind.None,
        };
        status.Permissions = 0x180;
        status.Links = 1;
        status.Number = (long)target.Handle;
        return SystemError.None;
    }

    /// <summary>Closes the object behind the last descriptor.</summary>
    public static void Close(in OpenObject target)
    {
        switch (target.Kind)
        {
            case ObjectKind.PipeReader:
            case ObjectKind.PipeWriter:
                Pipes.Close(target.Handle, target.Kind == ObjectKind.PipeWriter);
                break;
            case ObjectKind.Socket:
                Network.Close(SocketOf(target));
                target.Queue.Destroy();
                break;
            case ObjectKind.EventPort:
                EventPorts.Close(target.Handle);
                break;
            case ObjectKind.ChangeQueue:
                FileSystem.CloseChangeQueue(ChangeHandle.FromBits(target.Handle));
                break;
        }

        if (!target.File.IsNull)
        {
            FileSystem.Close(target.File);
        }
    }

    /// <summary>The socket that an object is.</summary>
    public static Handle<Socket> SocketOf(in OpenObject target) => Handle<Socket>.FromBits(target.Handle);

    private static SystemError WholeOrWouldBlock(SystemError error, int count, int length) => error == SystemError.None && count < length ? SystemError.WouldBlock : error;

    private static PollEvents Translate(Readiness ready) => ((ready & Readiness.Readable) != 0 ? PollEvents.Readable : PollEvents.None)
        | ((ready & Readiness.Writable) != 0 ? PollEvents.Writable : PollEvents.None)
        | ((ready & Readiness.Error) != 0 ? PollEvents.Error : PollEvents.None)
        | ((ready & Readiness.HangUp) != 0 ? PollEvents.HungUp : PollEvents.None)
        | ((ready & Readiness.PeerClosed) != 0 ? PollEvents.ReadHungUp : PollEvents.None);
}
