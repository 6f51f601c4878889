using System;
using System.Numerics;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Anonymous pipes (<c>pipe(7)</c>), by handle. Nothing here waits.</summary>
internal static class Pipes
{
    private static SleepMutex<PipeState> s_state;

    /// <summary>Makes a pipe that is open at both ends. The error is <see cref="SystemError.OutOfMemory"/>.</summary>
    public static SystemError Create(out ulong handle)
    {
        handle = 0;
        if (!WaitQueue.TryCreate(out WaitQueue readers))
        {
            return SystemError.OutOfMemory;
        }

        bool complete = WaitQueue.TryCreate(out WaitQueue writers);
        using var state = s_state.Lock();
        if (!complete || !state.Value.Pipes.TryAllocate(out Handle<Pipe> made))
        {
            readers.Destroy();
            writers.Destroy();
            return SystemError.OutOfMemory;
        }

        ref Pipe pipe = ref state.Value.Pipes[made];
        pipe.Capacity = Pipe.DefaultCapacity;
        pipe.HasReader = true;
        pipe.HasWriter = true;
        pipe.Readers = readers;
        pipe.Writers = writers;
        handle = made.ToBits();
        ObjectOperations.Register<PipeKind>(ObjectKind.PipeReader);
        return SystemError.None;
    }

    /// <summary>Takes out what there is.</summary>
    public static SystemError TryRead(ulong handle, Span<byte> destination, out int count)
    {
        count = 0;
        using var state = s_state.Lock();
        if (!TryFind(ref state.Value, handle, out Handle<Pipe> found))
        {
            return SystemError.BadDescriptor;
        }

        ref Pipe pipe = ref state.Value.Pipes[found];
        if (pipe.Bytes.Count == 0)
        {
            return pipe.HasWriter && !destination.IsEmpty ? SystemError.WouldBlock : SystemError.None;
        }

        count = pipe.Bytes.Read(ref state.Value.Pages, destination);
        pipe.Writers.WakeAll();
        return SystemError.None;
    }

    /// <summary>Puts in what there is room for; up to <see cref="Pipe.AtomicBytes"/> all of it or nothing.</summary>
    public static SystemError TryWrite(ulong handle, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        using var state = s_state.Lock();
        if (!TryFind(ref state.Value, handle, out Handle<Pipe> found))
        {
            return SystemError.BadDescriptor;
        }

        ref Pipe pipe = ref state.Value.Pipes[found];
        if (!pipe.HasReader)
        {
            return SystemError.BrokenPipe;
        }

        if (!pipe.Takes(source.Length))
        {
            return SystemError.WouldBlock;
        }

        int expected = Math.Min(pipe.Room, source.Length);
        count = pipe.Bytes.Write(ref state.Value.Pages, pipe.Capacity, source);
        pipe.Readers.WakeAll();
        if (count < expected)
        {
            return SystemError.OutOfMemory;
        }

        return count < source.Length ? SystemError.WouldBlock : SystemError.None;
    }

    /// <summary>How many bytes a pipe holds.</summary>
    public static SystemError GetCapacity(ulong handle, out int capacity)
    {
        using var state = s_state.Lock();
        bool exists = TryFind(ref state.Value, handle, out Handle<Pipe> found);
        capacity = exists ? state.Value.Pipes[found].Capacity : 0;
        return exists ? SystemError.None : SystemError.BadDescriptor;
    }

    /// <summary>
    /// Makes a pipe hold so many bytes: a power of two of pages, at least one (<c>F_SETPIPE_SZ</c> of <c>fcntl(2)</c>). Errors:
    /// <see cref="SystemError.NotPermitted"/> for more than the kernel holds for anybody, <see cref="SystemError.Busy"/> when more is in it.
    /// </summary>
    public static SystemError SetCapacity(ulong handle, int bytes)
    {
        if (bytes is < 0 or > PagedByteRing.MaximumCapacity)
        {
            return bytes < 0 ? SystemError.Invalid : SystemError.NotPermitted;
        }

        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(bytes, Page.Bytes));
        using var state = s_state.Lock();
        if (!TryFind(ref state.Value, handle, out Handle<Pipe> found))
        {
            return SystemError.BadDescriptor;
        }

        ref Pipe pipe = ref state.Value.Pipes[found];
        if (pipe.Bytes.Count > capacity)
        {
            return SystemError.Busy;
        }

        pipe.Capacity = capacity;
        pipe.Writers.WakeAll();
        return SystemError.None;
    }

    /// <inheritdoc cref="Pipe.Takes"/>
    public static bool HasRoom(ulong handle, int bytes)
    {
        using var state = s_state.Lock();
        return !TryFind(ref state.Value, handle, out Handle<Pipe> found) || !state.Value.Pipes[found].HasReader || state.Value.Pipes[found].Takes(bytes);
    }

    /// <summary>What one end of a pipe is ready for.</summary>
    public static PollEvents GetReadiness(ulong handle, bool writer)
    {
        using var state = s_state.Lock();
        if (!TryFind(ref state.Value, handle, out Handle<Pipe> found))
        {
            return PollEvents.Invalid;
        }

        ref readonly Pipe pipe = ref state.Value.Pipes[found];
        if (writer)
        {
            return (pipe.Takes(Pipe.AtomicBytes) ? PollEvents.Writable : PollEvents.None) | (pipe.HasReader ? PollEvents.None : PollEvents.Error);
        }

        return (pipe.Bytes.Count != 0 ? PollEvents.Readable : PollEvents.None) | (pipe.HasWriter ? PollEvents.None : PollEvents.HungUp);
    }

    /// <summary>The queue of one end; a null one if there is no such pipe.</summary>
    public static WaitQueue GetQueue(ulong handle, bool writer)
    {
        using var state = s_state.Lock();
        return !TryFind(ref state.Value, handle, out Handle<Pipe> found)
            ? default
            : writer ? state.Value.Pipes[found].Writers : state.Value.Pipes[found].Readers;
    }

    /// <summary>Closes one end. The pipe goes with the other one.</summary>
    public static void Close(ulong handle, bool writer)
    {
        using var state = s_state.Lock();
        if (!TryFind(ref state.Value, handle, out Handle<Pipe> found))
        {
            return;
        }

        ref Pipe pipe = ref state.Value.Pipes[found];
        pipe.HasReader &= writer;
        pipe.HasWriter &= !writer;
        pipe.Readers.WakeAll();
        pipe.Writers.WakeAll();
        if (!pipe.HasReader && !pipe.HasWriter)
        {
            pipe.Bytes.Clear(ref state.Value.Pages);
            pipe.Readers.Destroy();
            pipe.Writers.Destroy();
            state.Value.Pipes.Free(found);
        }
    }

    private static bool TryFind(ref PipeState state, ulong bits, out Handle<Pipe> handle)
    {
        handle = Handle<Pipe>.FromBits(bits);
        return state.Pipes.Contains(handle);
    }
}
