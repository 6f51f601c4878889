using System;

using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>The machine's virtio console. Every member may be called by any thread and by interrupt handlers; none waits.</summary>
internal static class VirtioConsole
{
    // How long the boot waits for a host that names its ports later than when it is asked. QEMU answers within the question.
    private const ulong PatienceNanoseconds = 50_000_000;

    private static InterruptSpinMutex<VirtioConsoleState> s_state;
    private static AtomicBool s_isPresent;

    /// <summary>Whether the input comes by a port.</summary>
    public static bool HasInputPort
    {
        get
        {
            if (!s_isPresent.Load(MemoryOrder.Acquire))
            {
                return false;
            }

            using var state = s_state.Lock();
            return state.Value.HasInputPort;
        }
    }

    /// <summary>Whether a read of the input would give bytes, or its end.</summary>
    public static bool HasInput
    {
        get
        {
            using var state = s_state.Lock();
            return state.Value.HasInput() || state.Value.InputHasEnded;
        }
    }

    /// <summary>Whether the host has closed the input.</summary>
    public static bool InputHasEnded
    {
        get
        {
            using var state = s_state.Lock();
            return state.Value.HasInputPort && state.Value.InputHasEnded;
        }
    }

    /// <summary>Starts the device, and waits a moment for its ports; false when it cannot be used, or one is in use already.</summary>
    public static bool TryStart<TSignals>(VirtioTransport transport)
        where TSignals : struct, ISignalSink
    {
        using (var state = s_state.Lock())
        {
            if (state.Value.IsUsed || !state.Value.TryStart<VirtioConsoleInterrupt<TSignals>>(transport))
            {
                return false;
            }
        }

        s_isPresent.Store(true, MemoryOrder.Release);
        ulong deadline = Clock.MonotonicNanoseconds + PatienceNanoseconds;
        while (!HasAllPorts() && Clock.MonotonicNanoseconds < deadline)
        {
            Cpu.Pause();
        }

        // A terminal is listened to from the start.
        SystemConsole.OnPorts<TSignals>();
        return true;
    }

    /// <summary>Writes what there is room for; false when there is no such port.</summary>
    public static bool TryWrite(ConsolePort port, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        if (!s_isPresent.Load(MemoryOrder.Acquire))
        {
            return false;
        }

        using var state = s_state.Lock();
        return state.Value.TryWrite(port, source, out count);
    }

    /// <summary>Whether a write would do something. If not, <see cref="SystemConsole.Changed"/> follows when it would.</summary>
    public static bool HasRoom(ConsolePort port)
    {
        using var state = s_state.Lock();
        return state.Value.HasRoom(port);
    }

    /// <summary>Reads what has come on a port; nothing, too, when the input has ended.</summary>
    public static int Read(ConsolePort port, Span<byte> destination, out bool hasEnded)
    {
        using var state = s_state.Lock();
        // The end was said behind the last bytes: if it is known before they are looked for, then they were all here.
        hasEnded = state.Value.InputHasEnded;
        return state.Value.Read(port, destination);
    }

    /// <summary>
    /// Waits until the host has all that was written, for at most so long. Looks again and again, since interrupts may be masked; does nothing where
    /// another holder of the lock was interrupted for good.
    /// </summary>
    public static void Drain(ulong nanoseconds)
    {
        if (!s_isPresent.Load(MemoryOrder.Acquire))
        {
            return;
        }

        ulong start = Clock.MonotonicNanoseconds;
        do
        {
            using var state = s_state.TryLock();
            if (!state.IsHeld || state.Value.IsIdle())
            {
                return;
            }
        }
        while (Clock.MonotonicNanoseconds - start < nanoseconds);
    }

    /// <summary>Follows what the device interrupts for, but for the bytes of the ports.</summary>
    public static void OnInterrupt()
    {
        using var state = s_state.Lock();
        state.Value.AcknowledgeInterrupt();
        state.Value.Process();
    }

    private static bool HasAllPorts()
    {
        using var state = s_state.Lock();
        state.Value.Process();
        return state.Value.IsComplete;
    }
}
