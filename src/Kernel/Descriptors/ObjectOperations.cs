using System;

using Hermit.Abi;
using Hermit.Devices;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Descriptors;

/// <summary>
/// What an object does, by its kind. Files and consoles are in every image and known here; the other kinds are named by whoever makes the first object
/// of theirs, so that a program that cannot make one does not hold their code. Nothing here waits; what would have to is
/// <see cref="SystemError.WouldBlock"/>, and the object's queue is woken when it is worth another try.
/// </summary>
internal static class ObjectOperations
{
    private static LateFunction<ObjectRequest> s_pipes;
    private static LateFunction<ObjectRequest> s_eventPorts;
    private static LateFunction<ObjectRequest> s_changeQueues;
    private static LateFunction<ObjectRequest> s_sockets;
    private static LateFunction<ObjectRequest> s_localSockets;

    /// <summary>Says what objects of a kind do, before there is one.</summary>
    public static void Register<TKind>(ObjectKind kind)
        where TKind : struct, IObjectKind => FunctionOf(kind).Set<ObjectCall<TKind>>();

    /// <inheritdoc cref="IObjectKind.TryRead"/>
    public static SystemError TryRead(in OpenObject target, Span<byte> destination, out int count)
    {
        count = 0;
        switch (target.Kind)
        {
            case ObjectKind.File:
                return FileSystem.Read(target.File, destination, out count);
            case ObjectKind.ConsoleInput:
                return SystemConsole.TryRead(destination, out count) ? SystemError.None : SystemError.WouldBlock;
            case ObjectKind.ConsoleOutput or ObjectKind.ConsoleError:
                return SystemError.Invalid;
            default:
                var request = new ObjectRequest(ObjectFunction.Read, in target) { Destination = destination, Error = SystemError.Invalid };
                Call(ref request);
                count = request.Count;
                return request.Error;
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
            case ObjectKind.ConsoleError:
                count = SystemConsole.TryWrite(StreamOf(target), source);
                return count == source.Length ? SystemError.None : SystemError.WouldBlock;
            default:
                var request = new ObjectRequest(ObjectFunction.Write, in target) { Source = source, Error = SystemError.Invalid };
                Call(ref request);
                count = request.Count;
                return request.Error;
        }
    }

    /// <inheritdoc cref="IObjectKind.HasRoom"/>
    public static bool HasRoom(in OpenObject target, int bytes)
    {
        if (target.Kind is ObjectKind.ConsoleOutput or ObjectKind.ConsoleError)
        {
            return SystemConsole.HasRoom(StreamOf(target));
        }

        var request = new ObjectRequest(ObjectFunction.HasRoom, in target) { Count = bytes, HasRoom = true };
        Call(ref request);
        return request.HasRoom;
    }

    /// <inheritdoc cref="IObjectKind.GetReadiness"/>
    public static PollEvents GetReadiness(in OpenObject target)
    {
        switch (target.Kind)
        {
            case ObjectKind.File:
                return PollEvents.Readable | PollEvents.Writable;
            case ObjectKind.ConsoleInput:
                return SystemConsole.HasInput ? PollEvents.Readable : PollEvents.None;
            case ObjectKind.ConsoleOutput or ObjectKind.ConsoleError:
                return SystemConsole.HasRoom(StreamOf(target)) ? PollEvents.Writable : PollEvents.None;
            default:
                var request = new ObjectRequest(ObjectFunction.GetReadiness, in target);
                Call(ref request);
                return request.Ready;
        }
    }

    /// <summary>
    /// The queue that is woken when the readiness of the object may have changed; a null one, which makes nobody wait, where it never changes. The
    /// error is <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public static SystemError GetQueue(in OpenObject target, out WaitQueue queue)
    {
        if (target.Kind == ObjectKind.ConsoleInput)
        {
            return SystemConsole.TryGetInputQueue(out queue) ? SystemError.None : SystemError.OutOfMemory;
        }

        if (target.Kind is ObjectKind.ConsoleOutput or ObjectKind.ConsoleError)
        {
            return SystemConsole.TryGetRoomQueue(out queue) ? SystemError.None : SystemError.OutOfMemory;
        }

        var request = new ObjectRequest(ObjectFunction.GetQueue, in target);
        Call(ref request);
        queue = request.Queue;
        return SystemError.None;
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
            ObjectKind.Socket or ObjectKind.LocalSocket => FileKind.Socket,
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
        var request = new ObjectRequest(ObjectFunction.Close, in target);
        Call(ref request);
        if (!target.File.IsNull)
        {
            FileSystem.Close(target.File);
        }
    }

    /// <summary>The stream of the console that an object is.</summary>
    public static ConsoleStream StreamOf(in OpenObject target) => target.Kind switch
    {
        ObjectKind.ConsoleInput => ConsoleStream.Input,
        ObjectKind.ConsoleError => ConsoleStream.Error,
        _ => ConsoleStream.Output,
    };

    // What nobody has named a function for answers nothing.
    private static void Call(ref ObjectRequest request)
    {
        if (request.Target.Kind > ObjectKind.ConsoleError)
        {
            FunctionOf(request.Target.Kind).TryInvoke(ref request);
        }
    }

    private static ref readonly LateFunction<ObjectRequest> FunctionOf(ObjectKind kind)
    {
        switch (kind)
        {
            case ObjectKind.PipeReader or ObjectKind.PipeWriter:
                return ref s_pipes;
            case ObjectKind.EventPort:
                return ref s_eventPorts;
            case ObjectKind.ChangeQueue:
                return ref s_changeQueues;
            case ObjectKind.LocalSocket:
                return ref s_localSockets;
            default:
                Panic.Unless(kind == ObjectKind.Socket, "an object of this kind is not named at run time");
                return ref s_sockets;
        }
    }
}
